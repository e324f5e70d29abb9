#!/bin/sh
# Pin requirements/*.in with hashes. No address of a package index gets into the files, and none of
# the folders of packages that pip on this machine may know.
set -eu
unset PIP_FIND_LINKS UV_FIND_LINKS
export UV_NO_CONFIG=1

lock() {
    "${BIN:-.venv/bin}/uv" pip compile --quiet --generate-hashes --universal --python-version 3.11 \
        --no-emit-index-url --no-emit-find-links --no-header "$@"
}

lock requirements/base.in --output-file requirements.txt "$@"
lock requirements/dev.in --constraints requirements.txt --output-file requirements/dev.txt "$@"
lock requirements/production.in --constraints requirements.txt --output-file requirements/production.txt "$@"
lock requirements/opensearch.in --constraints requirements.txt --output-file requirements/opensearch.txt "$@"
lock requirements/elasticsearch.in --constraints requirements.txt --output-file requirements/elasticsearch.txt "$@"
