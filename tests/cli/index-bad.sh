# nysta index: what cannot be read costs itself, says so in one line, and leaves the rest.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"
cd "$tmp" || exit 99

# says WHAT STATUS LINE COMMAND…: LINE is an extended regular expression; besides it, only
# the summary may be said.
says () {
  says_what=$1 says_status=$2 says_line=$3; shift 3
  exits "$says_what: exit $says_status" "$says_status" "$@"
  says_said=$(grep -v '^indexed ' "$tmp/err")
  if printf '%s\n' "$says_said" | grep -Eq -e "^$says_line\$" &&
     [ "$(printf '%s\n' "$says_said" | wc -l)" = 1 ]; then pass "$says_what: the line"
  else fail "$says_what: the line" "said: $says_said"; diag "not: $says_line"; fi
}
index () { "$NYSTA" index --store s "$@"; }

printf 'Anna Berg är it-chef på Vinnova.\n' >good.txt
ok "a good one" index good.txt
kept () { like "$1: what was committed stays" "$("$NYSTA" export --store s --format nquads)" '"Anna Berg"'; }

# --- files
: >empty.txt
head -c 3000 "$NYSTA" >binary.txt
cp "$NYSTA" program
printf '\211PNG\r\n' >picture.png
printf 'Bo Ek \344r f\366rvaltningschef i H\345bo kommun.\n' >latin1.txt
truncate -s 1G zeros.txt
truncate -s 2M zeros-small.txt
mkfifo fifo.txt
ln -s nowhere.txt dangling.txt
ln -s loop.txt loop.txt

says "missing file" 5 'nysta: index: nix.txt: no such file or folder: check the name' index nix.txt
says "empty file" 5 'nysta: index: empty.txt: the document is empty: nothing to read' index empty.txt
says "binary named .txt" 5 'nysta: index: binary.txt: reader-text: .*binary.*' index binary.txt
says "program" 5 'nysta: index: program: no plugin reads what it holds: what can be read is .*text/plain.*' index program
says "picture" 5 'nysta: index: picture.png: no plugin reads image/png: what can be read is .*text/plain.*' index picture.png
says "1 GB of zeros" 5 'nysta: index: zeros.txt: larger than the limit of 64 MiB \(--max-document\)' index zeros.txt
says "zeros within the limit" 5 'nysta: index: zeros-small.txt: reader-text: .*' index zeros-small.txt
says "a lower limit" 5 'nysta: index: zeros-small.txt: larger than the limit of 1 MiB \(--max-document\)' \
  index --max-document 1M zeros-small.txt
says "a FIFO" 5 'nysta: index: fifo.txt: .*not a file' index fifo.txt
says "a dangling link" 5 'nysta: index: dangling.txt: .*' index dangling.txt
says "a link to itself" 5 'nysta: index: loop.txt: .*' index loop.txt
says "Latin-1: converted, and said" 0 'nysta: warning: latin1.txt: reader-text: .*8859-1.*' index latin1.txt
like "Latin-1: å and ö arrive" "$("$NYSTA" export --store s --format nquads)" 'Håbo kommun'
says "a locator for nobody" 5 \
  'nysta: index: gopher://x/y: no source plugin takes it: name a file or a folder, or see nysta plugins' index gopher://x/y
says "an empty locator" 5 'nysta: index: : an empty name: .*' index ''
yes 'Anna Berg är it-chef på Vinnova i dag.' | head -n 150000 >long.txt
says "more text than memory" 5 'nysta: index: long.txt: memory over the limit of 64 MiB \(--worker-memory\)' \
  index --worker-memory 64M long.txt
kept "bad files"
exits "among bad ones, the good one is done" 5 index --force nix.txt empty.txt good.txt
like "among bad ones: the sum" "$(cat err)" '^indexed 3 documents \(0 new, 1 changed, 0 unchanged, 2 failed\)'

# --- rights; root may read anything, so be nobody if we are root
mkdir -p locked/dir readable && printf 'Eva Lind är vd.\n' >locked/dir/a.txt
cp good.txt locked/unreadable.txt
chmod 0 locked/unreadable.txt locked/dir
as=
if [ "$(id -u)" = 0 ]; then
  as="setpriv --reuid=65534 --regid=65534 --clear-groups"
  chmod 755 "$tmp" && chmod 777 readable && chmod 755 locked
else
  chmod 555 locked
fi
# Somebody else may not see the plugins, as in root's own folder.
if $as "$NYSTA" plugins 2>/dev/null | grep -q '^source-file.*ready' && ! $as cat locked/unreadable.txt >/dev/null 2>&1; then
  says "unreadable file" 5 'nysta: index: locked/unreadable.txt: permission denied: ask for the right to it' \
    $as "$NYSTA" index --store readable/s locked/unreadable.txt
  says "folder without permission" 5 'nysta: index: locked/dir: permission denied: ask for the right to it' \
    $as "$NYSTA" index --store readable/s locked/dir
  exits "a folder with both" 5 $as "$NYSTA" index --store readable/s locked good.txt
  like "a folder with both: the rest is done" "$(cat err)" '^indexed 3 documents \(1 new, 0 unchanged, 2 failed\)'
  # What cannot be looked into is not gone.
  chmod 755 locked/dir; chmod 644 locked/unreadable.txt
  $as "$NYSTA" index -q --store readable/s locked
  chmod 0 locked/unreadable.txt locked/dir
  exits "prune what cannot be seen" 5 $as "$NYSTA" index --prune --store readable/s locked
  is "nothing is pruned" "$(grep -c pruned err)" 0
  says "a store one may not make" 1 'nysta: index: .*locked/s.*' $as "$NYSTA" index --store locked/s good.txt
else
  skip "unreadable files" "may read anything, and cannot be somebody else"
fi

says "a list that cannot be read" 1 'nysta: index: standard input: .*' sh -c 'exec "$NYSTA" index --store s - <.'

# --- stores
says "a folder that is no store" 1 'nysta: index: readable/x: .*not a store.*' sh -c \
  'mkdir readable/x; echo >readable/x/y; exec "$NYSTA" index --store readable/x good.txt'
is "a folder that is no store: untouched" "$(ls readable/x)" "y"
says "a file as a store" 1 'nysta: index: good.txt: .*' "$NYSTA" index --store good.txt good.txt

says "a store as a folder of documents" 5 'nysta: index: s: .*a nysta store, not a folder.*' index s
mkdir around && cp -r s around/ && cp good.txt around/
exits "a store in a folder of documents" 0 "$NYSTA" index --store around/s around
like "a store in a folder of documents: passed over" "$(cat err)" '^indexed 1 document \(1 new, 0 unchanged, 0 failed\) in [^;]*$'

# --- usage
for options in "--jobs 0x" "--jobs -1" "--jobs 1025" "--deadline -1" "--worker-memory 1Q" "--max-document x" \
  "--base relative" "--base http://x.se" "--progress=xml" "--no-such" "--root nix"; do
  exits "usage: $options" 2 "$NYSTA" index $options --store u good.txt
  is "usage: $options: one line" "$(wc -l <err)" 1
done
exits "usage: nothing to index" 2 "$NYSTA" index
ok "usage: no store is made" test ! -e u
kept "the end"
done_testing
