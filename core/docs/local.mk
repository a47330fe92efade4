# Manual pages, one a command, and what else there is to read.
dist_man_MANS += core/docs/nysta.1
dist_man_MANS += core/docs/nysta-backup.1
dist_man_MANS += core/docs/nysta-compact.1
dist_man_MANS += core/docs/nysta-export.1
dist_man_MANS += core/docs/nysta-extract.1
dist_man_MANS += core/docs/nysta-help.1
dist_man_MANS += core/docs/nysta-index.1
dist_man_MANS += core/docs/nysta-lexicon.1
dist_man_MANS += core/docs/nysta-load.1
dist_man_MANS += core/docs/nysta-migrate.1
dist_man_MANS += core/docs/nysta-plugins.1
dist_man_MANS += core/docs/nysta-query.1
dist_man_MANS += core/docs/nysta-same.1 core/docs/nysta-different.1
dist_man_MANS += core/docs/nysta-show.1
dist_man_MANS += core/docs/nysta-stats.1
dist_man_MANS += core/docs/nysta-update.1
dist_man_MANS += core/docs/nysta-verify.1
dist_man_MANS += core/docs/nysta-why.1

EXTRA_DIST += core/docs/nysta.bash-completion
EXTRA_DIST += core/README.md

dist_doc_DATA = README.md NEWS.md
dist_doc_DATA += core/docs/graph.md
dist_doc_DATA += core/docs/limits.md
dist_doc_DATA += core/docs/plugins.md
dist_doc_DATA += core/docs/redland.md
dist_doc_DATA += core/docs/search.md
dist_doc_DATA += core/docs/store.md
dist_doc_DATA += core/docs/threads.md
