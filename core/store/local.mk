store_sources = core/store/dataset.h core/store/query.h core/store/store.h
