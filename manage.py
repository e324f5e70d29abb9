#!/usr/bin/env python
"""Django's command line for Tandem; development settings unless the environment says otherwise."""

import os
import sys

from django.core.management import execute_from_command_line

from mysite.settings import StartRefused

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings.dev")
    try:
        execute_from_command_line(sys.argv)
    except StartRefused as refusal:
        sys.exit(f"Tandem does not start. {refusal}")
