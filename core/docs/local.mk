# man pages: dist_man_MANS += core/docs/nysta-index.1
