"""OpenSearch or Elasticsearch for readers, where `SEARCH_URL` names one: the same surface on a machine of its own."""
