#!/bin/sh
# Makes nysta from a fresh checkout.
# SPDX-License-Identifier: LGPL-2.1-or-later
set -eu

usage () {
  cat <<'END'
usage: ./autogen.sh [OPTION…] [TARGET…]

Finds what the build needs, installs it with apt-get, configures in build/ and makes TARGET.
A second run does only what changed.

targets:
  all         build the program (the default): build/nysta
  demo        build, index the sample documents and ask about them
  check       build with -Werror, run every test; the last line is
              "N passed, N failed, N skipped"
  install, distcheck, clean, …
              as with any autotools project

options:
  --no-install        say what is missing and stop, instead of installing it
  --with-eval=DIR     folder with annotated documents for the tests of extraction
  --with-w3c=DIR      folder with the W3C's suites of RDF and SPARQL tests
  --prefix=DIR, --enable-…, --with-…, VARIABLE=VALUE
                      go to configure and are kept for the next run
  -h, --help          show this
END
}

# The one list of what must be there: how to see that it is, and Debian's package.
needs='
tool:autoreconf       autoconf
tool:automake         automake
tool:libtoolize       libtool
tool:make             make
tool:gcc              gcc
header:stdio.h        libc6-dev
tool:pkg-config       pkg-config
module:glib-2.0       libglib2.0-dev
module:gio-unix-2.0   libglib2.0-dev
module:raptor2        libraptor2-dev
module:libxml-2.0     libxml2-dev
module:json-glib-1.0  libjson-glib-dev
module:lmdb           liblmdb-dev
module:libpcre2-8     libpcre2-dev
module:libxxhash      libxxhash-dev
module:libzstd        libzstd-dev
module:redland        librdf0-dev
module:libcurl        libcurl4-gnutls-dev
module:libexttextcat  libexttextcat-dev
'

# What tests want besides; without it they are skipped.
test_needs='
tool:rdfproc          redland-utils
python:RDF            python3-librdf
python:rdflib         python3-rdflib
module:icu-uc         libicu-dev
'

say () { printf '%s\n' "autogen.sh: $*"; }
die () { printf '%s\n' "autogen.sh: $*" >&2; exit 1; }

# quietly WHAT LOG COMMAND…: the output goes to LOG and is shown only on failure
quietly () {
  what=$1 log=$2; shift 2
  say "$what"
  "$@" >"$log" 2>&1 && return 0
  { printf '%s\n' "--- the end of $log:"; tail -n 40 "$log"; } >&2
  die "$what: failed: the whole log is $log"
}

is_there () {
  case $1 in
    # Another compiler will do as well.
    tool:gcc) command -v "${CC:-gcc}" || command -v cc ;;
    tool:*) command -v "${1#tool:}" ;;
    header:*) printf '#include <%s>\n' "${1#header:}" | ${CC:-cc} -E - ;;
    module:*) pkg-config --exists "${1#module:}" ;;
    python:*) /usr/bin/python3 -c "import ${1#python:}" ;;
  esac >/dev/null 2>&1
}

# look NEEDS: sets `missing` (what to look for) and `packages` (what to install).
look () {
  missing='' packages=''
  while read -r need package; do
    if [ -z "$need" ] || is_there "$need"; then continue; fi
    missing="$missing ${need#*:}"
    case " $packages " in *" $package "*) ;; *) packages="$packages $package" ;; esac
  done <<END
$1
END
}

as_root () {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

may_become_root () {
  [ "$(id -u)" = 0 ] && return 0
  command -v sudo >/dev/null 2>&1 || return 1
  sudo -n true 2>/dev/null || { [ -t 0 ] && [ -t 2 ]; }
}

apt () {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Dpkg::Use-Pty=0 "$@"
}

install_packages () {
  # A new machine knows no packages yet; one not used for long knows old ones.
  # shellcheck disable=SC2086
  apt-cache show $packages >/dev/null 2>&1 || apt update || return 1
  # shellcheck disable=SC2086
  apt install --no-install-recommends $packages && return 0
  apt update || return 1
  # shellcheck disable=SC2086
  apt install --no-install-recommends $packages
}

require () {
  look "$needs"
  [ -n "$missing" ] || return 0
  say "missing:$missing"
  if ! command -v apt-get >/dev/null 2>&1; then
    die "no apt-get here: install these tools and pkg-config modules, and run this again:$missing"
  fi
  line="apt-get install -y --no-install-recommends$packages"
  if [ "$install" = no ]; then
    printf '%s\n' "$line"
    die "not installed, as --no-install says: run the line above as root, and this again"
  fi
  if ! may_become_root; then
    printf '%s\n' "$line"
    die "only root may install: have the line above run by root, and run this again"
  fi
  mkdir -p build
  quietly "installing:$packages" "$PWD/build/apt.log" install_packages
  look "$needs"
  [ -z "$missing" ] || die "still missing after apt-get install:$missing: see build/apt.log"
}

# What only some tests want: installed if that is easy, else those tests are skipped.
wish () {
  case " $targets " in *" check "* | *" distcheck "*) ;; *) return 0 ;; esac
  look "$test_needs"
  [ -n "$missing" ] || return 0
  mkdir -p build
  if [ "$install" = yes ] && command -v apt-get >/dev/null 2>&1 && may_become_root; then
    say "installing for the tests:$packages"
    install_packages >build/apt-tests.log 2>&1 || :
    look "$test_needs"
  fi
  [ -z "$missing" ] || say "not here, so tests of it are skipped:$missing"
}

# configure's options: those given, else those of the last time.
choose_options () {
  if [ -z "$options" ] && [ -r build/.options ]; then options=$(cat build/.options); fi
  case " $targets " in
    *" check "*)
      case "$options" in *--enable-werror*) ;; *) options="$options
--enable-werror" ;; esac ;;
  esac
}

clear_build () {
  make -C build clean || rm -rf build/core build/plugins build/tests
}

configure () {
  mkdir -p .m4 .build-aux build
  # make itself sees to changes of Makefile.am and the like, but adds no new helper script.
  if [ ! -x configure ] || [ ! -e Makefile.in ] || [ -n "$(find configure.ac -newer configure)" ]; then
    quietly "making configure" "$PWD/build/autoreconf.log" autoreconf -i
    touch configure
  fi
  choose_options
  if [ -e build/Makefile ] && [ "$options" = "$(cat build/.options 2>/dev/null)" ]; then return 0; fi
  # Objects made with other flags would be taken for new ones.
  if [ -e build/Makefile ]; then quietly "clearing build/" "$PWD/build/clean.log" clear_build; fi
  rm -f build/Makefile
  (
    IFS='
'
    set -f
    cd build
    # shellcheck disable=SC2086
    quietly "configuring in build/" "$PWD/configure.log" ../configure -q $options
  )
  printf '%s' "$options" >build/.options
}

run_make () { make -C build --no-print-directory -j"$jobs" "$@"; }

check () {
  quietly "building the tests" "$PWD/build/make.log" run_make check-programs
  say "testing (what the tests say: build/check.log and build/tests/)"
  status=0
  run_make -k check >build/check.log 2>&1 || status=$?
  logs=$(make -s -C build --no-print-directory list-test-logs)
  sums=0
  # shellcheck disable=SC2086
  summary=$(cd build && sh ../tests/summary.sh $logs) || sums=$?
  if [ "$status" != 0 ] && [ "$sums" = 0 ]; then
    tail -n 40 build/check.log >&2
    say "make check failed although no test did: see build/check.log"
    sums=1
  fi
  printf '%s\n' "$summary"
  return "$sums"
}

targets='' options='' install=yes
for argument
do
  case $argument in
    -h | --help) usage; exit 0 ;;
    --no-install) install=no ;;
    --with-eval=[!/]* | --with-w3c=[!/]*)
      cd "${argument#*=}" 2>/dev/null || die "${argument#*=}: no such folder"
      options="$options
${argument%%=*}=$PWD"
      cd "$OLDPWD" ;;
    --?*=* | --enable-?* | --disable-?* | --with-?* | --without-?* | [A-Z]*=*)
      options="$options
$argument" ;;
    -*) usage >&2; exit 2 ;;
    *) targets="$targets $argument" ;;
  esac
done
[ -n "$targets" ] || targets=all

cd "$(dirname "$0")"
jobs=$(nproc 2>/dev/null || echo 2)
require
wish
configure
for target in $targets; do
  case $target in
    all)
      quietly "building" "$PWD/build/make.log" run_make all
      say "built build/nysta" ;;
    check) quietly "building" "$PWD/build/make.log" run_make all; check || exit 1 ;;
    demo)
      quietly "building" "$PWD/build/make.log" run_make all
      run_make -s demo ;;
    *) run_make "$target" ;;
  esac
done
