plugin_sources = core/plugin/findings.h core/plugin/manifest.h core/plugin/pool.h
