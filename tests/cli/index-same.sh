# nysta index: the same documents give the same graph, in whatever order they come, with
# however many workers.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"
cd "$tmp" || exit 99

i=0
for town in Kungsbacka Habo Håbo Helsingborg Göteborg Malmö Umeå Ystad; do
  i=$((i + 1))
  cat >"$i.txt" <<EOF
Nytt råd 👩‍👩‍👧 i ${town}s kommun

Anna Berg, digitaliseringschef, $town kommun, leder AI-rådet. Bo Ek$i, it-chef på Vinnova, är ledamot.
– Det är bra, säger Åsa Öberg, VD på SKR.

Kontakt: Anna Berg, anna.berg@example.se, 0300-83 4$i 00
EOF
done

same () {
  what=$1; shift
  "$NYSTA" index -q "$@" && "$NYSTA" export --store s --format nquads >"$what.nq"
  rm -rf s
  ok "$what" cmp first.nq "$what.nq"
}
"$NYSTA" index -q --store s 1.txt 2.txt 3.txt 4.txt 5.txt 6.txt 7.txt 8.txt
"$NYSTA" export --store s --format nquads >first.nq
rm -rf s
like "something was found" "$(cat first.nq)" '/ns/org#Membership>'
same backwards --store s --jobs 1 8.txt 7.txt 6.txt 5.txt 4.txt 3.txt 2.txt 1.txt
same mixed --store s --jobs 4 3.txt 8.txt 1.txt 6.txt 2.txt 7.txt 5.txt 4.txt

"$NYSTA" index -q --store s 5.txt 2.txt
"$NYSTA" index -q --store s 7.txt 1.txt 2.txt
same piecemeal --store s 8.txt 6.txt 4.txt 3.txt

# What was there before leaves nothing behind.
mkdir old
printf 'Cia Alm är generaldirektör på Trafikverket.\n' >old/9.txt
printf 'Cia Alm är generaldirektör på Tullverket.\n' >spare && cp 1.txt keep && cp spare 1.txt
"$NYSTA" index -q --store s old 1.txt 2.txt
like "before: others are named" "$("$NYSTA" export --store s --format nquads)" '^<urn:nysta:id/organisation/tullverket> .*res/authority'
cp keep 1.txt && rm old/9.txt
"$NYSTA" index -q --prune --store s old
same afterwards --store s 1.txt 2.txt 3.txt 4.txt 5.txt 6.txt 7.txt 8.txt

# What any graph must keep to.
names () { grep -F "> <$2> " first.nq | awk '{ print $1, $NF == "." ? $(NF - 1) : $NF }' |
  grep -v 'res/authority>' | sort | uniq -d; }
for property in http://xmlns.com/foaf/0.1/name http://www.w3.org/2004/02/skos/core#prefLabel; do
  empty "one name an entity: $property" "$(names x $property)"
done
empty "no blank nodes" "$(grep '^_:\| _:' first.nq)"

# Each quotation stands at its place, counted in code points of the file.
cat >quotes.pl <<'END'
use strict; use warnings; use open qw(:std :utf8);
my (%of, %text, $n);
sub plain { my $s = shift; $s =~ s/\\(n|r|t|"|\\)/{n=>"\n", r=>"\r", t=>"\t"}->{$1} \/\/ $1/ge; $s }
while (<STDIN>) {
  next unless m{^<([^>]*)#(position|quote|target)> <[^>]*#(\w+)> (?:"((?:[^"\\]|\\.)*)"|<([^>]*)>)};
  $of{$1}{$3} = defined $4 ? plain ($4) : $5 unless $3 eq "type" || $3 eq "hasSelector";
}
for (sort keys %of) {
  my %q = %{$of{$_}};
  my ($path) = $q{hasSource} =~ m{^file://(.*)} or die "$_: no source";
  $text{$path} //= do { local $/; open my $f, "<:utf8", $path or die "$path: $!"; <$f> };
  my ($t, $start) = ($text{$path}, $q{start} - length $q{prefix});
  my $length = $q{end} - $q{start};
  print "$_: $q{exact}\n" unless substr ($t, $q{start}, $length) eq $q{exact}
    && substr ($t, $start, length ($q{prefix}) + $length + length $q{suffix})
       eq "$q{prefix}$q{exact}$q{suffix}";
  $n++;
}
print "only $n\n" if $n < 50;
END
if command -v perl >/dev/null; then
  empty "quotations stand where they say" "$(perl quotes.pl <first.nq 2>&1)"
else
  skip "quotations stand where they say" "no perl"
fi
done_testing
