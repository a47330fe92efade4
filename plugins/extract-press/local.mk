plugin_names += extract-press
extract_pressdir = $(plugindir)/extract-press
extract_press_LTLIBRARIES = plugins/extract-press/extract-press.la
dist_extract_press_DATA = plugins/extract-press/manifest.ttl plugins/extract-press/README.md
plugins_extract_press_extract_press_la_SOURCES = plugins/extract-press/extract-press.c
plugins_extract_press_extract_press_la_CPPFLAGS = $(plugin_cppflags)
plugins_extract_press_extract_press_la_CFLAGS = $(plugin_cflags)
plugins_extract_press_extract_press_la_LDFLAGS = $(plugin_ldflags)
