plugin_names += extract-contact
extract_contactdir = $(plugindir)/extract-contact
extract_contact_LTLIBRARIES = plugins/extract-contact/extract-contact.la
dist_extract_contact_DATA = plugins/extract-contact/manifest.ttl plugins/extract-contact/README.md
plugins_extract_contact_extract_contact_la_SOURCES = \
	plugins/extract-contact/extract-contact.c plugins/extract-contact/contact.h \
	plugins/extract-contact/email.c plugins/extract-contact/name.c \
	plugins/extract-contact/name-index.c plugins/extract-contact/owner.c \
	plugins/extract-contact/phone.c
plugins_extract_contact_extract_contact_la_CPPFLAGS = $(plugin_cppflags)
plugins_extract_contact_extract_contact_la_CFLAGS = $(plugin_cflags)
plugins_extract_contact_extract_contact_la_LDFLAGS = $(plugin_ldflags)
