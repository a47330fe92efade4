#!/bin/sh
# Runs a GLib test so that it prints TAP.
exec "$@" --tap
