# extract-press: a row for each rule of plugins/extract-press/README.md.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"

# reads WHAT TEXT [EXPECTED]: a document of TEXT gives these facts and no others, each line
# `person | role | organisation` or `project | participation | organisation`; what is
# proposed begins with a question mark.
reads () {
  printf '%s\n' "$2" >"$tmp/text.txt"
  "$NYSTA" extract "$tmp/text.txt" >"$tmp/found" 2>"$tmp/err" ||
    { fail "$1" "$(cat "$tmp/err")"; return; }
  is "$1" "$(awk -F'\t' '
    $1 == "membership" { print ($5 == "proposed" ? "? " : "") $2 " | " $3 " | " $4 }
    $1 == "participation" { print $2 " | " $3 " | " $4 }' "$tmp/found" | sort)" \
    "$(printf '%s' "${3-}" | sort)"
}

# names WHAT TEXT [EXPECTED]: the organisations of TEXT, a line each.
names () {
  printf '%s\n' "$2" >"$tmp/text.txt"
  "$NYSTA" extract "$tmp/text.txt" >"$tmp/found" 2>"$tmp/err" ||
    { fail "$1" "$(cat "$tmp/err")"; return; }
  is "$1" "$(awk -F'\t' '$1 == "entity" && $3 == "organisation" { print $4 }' "$tmp/found" |
    sort)" "$(printf '%s' "${3-}" | sort)"
}

# holds WHAT TEXT [EXPECTED]: `person | role | organisation | from | until`, a line each.
holds () {
  printf '%s\n' "$2" >"$tmp/text.txt"
  "$NYSTA" extract "$tmp/text.txt" >"$tmp/found" 2>"$tmp/err" ||
    { fail "$1" "$(cat "$tmp/err")"; return; }
  is "$1" "$(awk -F'\t' '
    $1 == "membership" { print $2 " | " $3 " | " $4 " | " $6 " | " $7 }' "$tmp/found" | sort)" \
    "$(printf '%s' "${3-}" | sort)"
}

# --- since when, until when

holds appointed-from-and-until 'Regeringen anställer Lena Ek som generaldirektör och chef för Havsverket från och med den 8 januari 2024 till och med den 31 januari 2030.' \
  'Lena Ek | generaldirektör | Havsverket | 2024-01-08 | 2030-01-31
Lena Ek | chef | Havsverket | 2024-01-08 | 2030-01-31'
holds since-before-the-title 'Lena Ek är sedan oktober 2020 rektor för Kustskolan.' \
  'Lena Ek | rektor | Kustskolan | 2020-10 | -'
holds years-behind-the-post 'Lena Ek var jurist vid Havsverket 2010–2016.' \
  'Lena Ek | jurist | Havsverket | 2010 | 2016'
holds who-leaves 'Lena Ek lämnar posten som vd för Nordvind AB den 31 maj 2025.' \
  'Lena Ek | vd | Nordvind AB | - | 2025-05-31'
holds takes-office-in-the-next-sentence 'Lena Ek blir ny vd för Nordvind AB. Hon tillträder den 1 mars 2024.' \
  'Lena Ek | vd | Nordvind AB | 2024-03-01 | -'
holds a-date-without-a-year-is-left-out 'Lena Ek blir ny vd för Nordvind AB. Hon tillträder den 1 mars.' \
  'Lena Ek | vd | Nordvind AB | - | -'
holds a-date-of-something-else 'Lena Ek är vd för Nordvind AB. Stormen drog in den 1 mars 2024.' \
  'Lena Ek | vd | Nordvind AB | - | -'

reads several-each-behind-a-comma 'Med var statssekreterarna Lena Ek, Finansdepartementet, Per Ask, Kulturdepartementet och Eva Lind, Socialdepartementet.' \
  'Lena Ek | statssekreterare | Finansdepartementet
Per Ask | statssekreterare | Kulturdepartementet
Eva Lind | statssekreterare | Socialdepartementet'
reads the-one-who-holds-an-office 'Riksarkivet bjöd in till en dag om arkiv. Bland talarna fanns riksarkivarie Lena Ek.' \
  'Lena Ek | riksarkivarie | Riksarkivet'
reads an-office-of-a-body-unnamed 'Bland talarna fanns riksarkivarie Lena Ek.' \
  'Lena Ek | riksarkivarie | -'

# --- who takes part in the one project of a text

reads several-near-its-name 'Projektet Vindlyftet är igång. Inom projektet har Havsverket, Ekeby kommun och Vindia AB lovat att bygga mer.' \
  'Vindlyftet | partner | Havsverket
Vindlyftet | partner | Ekeby kommun
Vindlyftet | partner | Vindia AB'
reads employers-take-no-part 'Projektet Vindlyftet är igång i ett samarbete. Det är bra att samarbeta, säger Lena Ek, generaldirektör för Havsverket.' \
  'Lena Ek | generaldirektör | Havsverket'

# --- posts told at length

reads minister-for-something 'Det säger EU-minister med ansvar för nordiska frågor Eva Ask.' \
  'Eva Ask | EU-minister med ansvar för nordiska frågor | -'
reads of-a-state 'Mötet leddes av Anna Berg, Sveriges ambassadör i Lissabon.' \
  'Anna Berg | ambassadör | -'
reads where-the-post-is-held 'UNHCR:s representant i Jordanien Dominik Holm tog emot.' \
  'Dominik Holm | representant | UNHCR'
reads worked-there-first-as 'Nils Ask är jurist. Dessförinnan arbetade han i Finansdepartementet, inledningsvis som rättschef och därefter som expeditionschef.' \
  'Nils Ask | jurist | -
Nils Ask | rättschef | Finansdepartementet
Nils Ask | expeditionschef | Finansdepartementet'
reads in-the-same-ministry 'Karin Lund är rättschef i Justitiedepartementet. Dessförinnan arbetade hon i samma departement i 18 år, som kansliråd och därefter ämnesråd.' \
  'Karin Lund | rättschef | Justitiedepartementet
Karin Lund | kansliråd | Justitiedepartementet
Karin Lund | ämnesråd | Justitiedepartementet'
reads work-that-no-list-knows 'Olle Berg har arbetat som stridspilot inom Försvarsmakten och provflygare på Saab.' \
  'Olle Berg | stridspilot | Försvarsmakten
Olle Berg | provflygare | Saab AB'
reads whom-somebody-serves 'Hon har arbetat som stabschef. Eva Ek var stabschef åt Jan Holm på Utbildningsdepartementet.' \
  'Eva Ek | stabschef | Utbildningsdepartementet'
reads whose-and-what-like 'Maja Sten är ledamot i regeringens nationella Rymdråd och ordförande för det nyinrättade Rådet för levande hav.' \
  'Maja Sten | ledamot | Rymdrådet
Maja Sten | ordförande | Rådet för levande hav'
reads a-town-in-the-sentence 'I Lycksele möts de av kommunstyrelsens ordförande Rolf Ek.' \
  'Rolf Ek | kommunstyrelsens ordförande | Lycksele kommun'
reads appointed-anew 'Skogsnämnden granskar alla avverkningar.

Skattejuristen Ulrika Ask omförordnas som ersättare och förste vice ordförande t.o.m. den 30 juni 2029.' \
  'Ulrika Ask | skattejurist | -
Ulrika Ask | ersättare | Skogsnämnden
Ulrika Ask | förste vice ordförande | Skogsnämnden'
reads the-foundation 'The Baltic Sea Foundation grants ten million kronor. “We are glad,” says Anna Berg, Executive Director of the Foundation.' \
  'Anna Berg | executive director | Baltic Sea Foundation'
reads chair-of-a-name 'Karin Holm is Professor at Uppsala University and Chair of Baltic Trio for Sustainable Actions.' \
  'Karin Holm | professor | Uppsala universitet
Karin Holm | chair | Baltic Trio for Sustainable Actions'

reads state-secretaries-each-at-theirs 'Statssekreterarna Maja Holm på Socialdepartementet och Mona Nilsson på Utbildningsdepartementet kom.' \
  'Maja Holm | statssekreterare | Socialdepartementet
Mona Nilsson | statssekreterare | Utbildningsdepartementet'
reads speaks-for-it 'Näten drivs av FINNET (Juha Holm) och SVENET (Eva Ek). Nordvinds Anders Tjäder var med, och Vinnovas Per Ask.' \
  'Juha Holm | - | FINNET
Eva Ek | - | SVENET
Per Ask | - | Vinnova'
reads a-common-word-after-for 'Med är Eva Ek, vd för Blommorna, och Per Lund, vd för Nord- och Latinamerika.' \
  'Eva Ek | vd | Blommorna
Per Lund | vd för Nord- och Latinamerika | -'
reads chair-of-the-delegation 'Delegationen för levande hav har utökats. Ordförande för delegationen är Tomas Ek.' \
  'Tomas Ek | ordförande | Delegationen för levande hav'
reads before-that-for-years 'Eva Ek var innan dess under tio års tid planeringsdirektör vid Boverket.' \
  'Eva Ek | planeringsdirektör | Boverket'
reads the-one-post-there-is 'Ny generaldirektör utsedd för Lantmäteriet

Regeringen anställer Eva Ek som generaldirektör för Lantmäteriet.

Vi vill tacka Nils Ask, som varit vikarierande generaldirektör sedan i höstas.' \
  'Eva Ek | generaldirektör | Lantmäteriet
Nils Ask | vikarierande generaldirektör | Lantmäteriet'
reads whose-board 'Kulturdepartementet föreslår ny ordförande i Nordvindens styrelse

Regeringen har utsett ledamöterna Lisa Holm och Per Ask. Psykologen Per Ask är ny.' \
  'Lisa Holm | ledamot | Nordvinden
Per Ask | ledamot | Nordvinden
Per Ask | psykolog | -'
reads where-she-works-as 'Eva Holm comes from Vinnova, where she works as a Research Manager. She has served as a Desk Officer at both the Ministry of Waters and the Ministry of Culture.' \
  'Eva Holm | research manager | Vinnova
Eva Holm | desk officer | Ministry of Waters
Eva Holm | desk officer | Kulturdepartementet'
names no-organisation-but-a-title 'Ekebys kommunalråd Eva Ek svarade.' ''
names a-small-word-before-ab 'Partner är Nordvind hållbara system AB.' 'Nordvind hållbara system AB'

reads a-council-in-small-letters 'Nya ledamöter utsedda

Det skogspolitiska rådet ger råd om skog.

Följande personer ingår i rådet:

* Lena Ek, generaldirektör, Migrationsverket
* Anna Holm, Vinnova' \
  'Lena Ek | generaldirektör | Migrationsverket
Lena Ek | ledamot | Skogspolitiska rådet
Anna Holm | - | Vinnova
Anna Holm | ledamot | Skogspolitiska rådet'
reads members-of-a-group-of-an-agency 'Boverkets rådgivande grupp för levande städer har fått nya ledamöter.

Gruppen består av:

* Per Lund, professor vid Lunds universitet' \
  'Per Lund | professor | Lunds universitet
Per Lund | ledamot | Boverket'
names small-delegations 'Ministern tog emot delegationen för levande havs betänkande.' 'Delegationen för levande hav'

reads a-term-renewed 'Regeringen förlänger Lena Eks förordnande som generaldirektör för Boverket.' \
  'Lena Ek | generaldirektör | Boverket'
reads whom-somebody-follows 'Lena Ek efterträder Per Lund som generaldirektör för Boverket.' \
  'Lena Ek | generaldirektör | Boverket
Per Lund | generaldirektör | Boverket'
reads who-was-there-before 'Lena Ek tar över som vd för Nordvind AB efter Per Lund.' \
  'Lena Ek | vd | Nordvind AB
Per Lund | vd | Nordvind AB'
reads who-leads-them 'Naturskyddsföreningen, med ordföranden Lena Ek i spetsen, välkomnar beslutet.' \
  'Lena Ek | ordförande | Naturskyddsföreningen'
reads who-represents-it 'Lena Ek representerar Boverket i arbetet. Vinnova företräddes av Per Lund och Anna Holm. Från Skogsstyrelsen deltog Eva Ask.' \
  'Lena Ek | - | Boverket
Per Lund | - | Vinnova
Anna Holm | - | Vinnova
Eva Ask | - | Skogsstyrelsen'
reads retired-professors 'Professor emeritus Per Lund vid Lunds universitet talade. Lena Ek är professor emerita vid Uppsala universitet.' \
  'Per Lund | professor emeritus | Lunds universitet
Lena Ek | professor emerita | Uppsala universitet'
reads said-of-both 'Lena Ek och Per Lund, båda forskare vid Uppsala universitet, har studerat saken.' \
  'Lena Ek | forskare | Uppsala universitet
Per Lund | forskare | Uppsala universitet'
reads ambassador-comma-name 'Sveriges ambassadör i Polen, Lena Ek, tog emot. Kungen och drottning Silvia Ek var med.' \
  'Lena Ek | ambassadör | -'
reads both-from-there 'De följdes av Sara Holm och Per Lund från Vinnova.' \
  'Sara Holm | - | Vinnova
Per Lund | - | Vinnova'
reads whose-chair-it-is 'Skogsrådets ordförande är Lena Ek.' 'Lena Ek | ordförande | Skogsrådet'
reads expert-on-something 'Lena Ek är expert på skattepolitik på Företagarna.' \
  'Lena Ek | expert på skattepolitik | Företagarna'
names the-legal-form-ends-it 'Ale Kommuns Fastighets AB bygger.' 'Ale Kommuns Fastighets AB'

reads professor-of '“It is great,” said Professor Anna Holm of Lund University.' \
  'Anna Holm | professor | Lunds universitet'
reads english-appointments 'Anna Holm has been appointed Director of the Baltic Sea Centre. Eva Lind will take up the position of Head of Unit at Vinnova.' \
  'Anna Holm | director | Baltic Sea Centre
Eva Lind | head of Unit | Vinnova'
reads english-ministers 'Minister for Energy, Business and Industry Anna Holm met Per Lund.' \
  'Anna Holm | minister for energy, business and industry | -'
reads english-departments 'Anna Holm, professor at the Department of Physics, Lund University, wrote it.' \
  'Anna Holm | professor | Lunds universitet'
reads where-somebody-comes-from 'Anna Holm previously worked at Ericsson and the World Bank. Lena Ek kommer närmast från Skatteverket.' \
  'Anna Holm | - | Telefonaktiebolaget LM Ericsson
Anna Holm | - | Världsbanken
Lena Ek | - | Skatteverket'
reads joins-it-as 'Anna Holm joins Vinnova as Research Manager. Eva Lind leads the work.' \
  'Anna Holm | research manager | Vinnova'

reads formerly-elsewhere '- Maria Ek, professor, tidigare Vinnova
- Per Lund, professor, Lunds universitet' \
  'Maria Ek | professor | -
Maria Ek | - | Vinnova
Per Lund | professor | Lunds universitet'
reads a-seat-and-the-work 'Skogsdelegationen får nya uppgifter.

Nuvarande ledamot Eva Ek, Vinnova, får förnyat förordnande.' \
  'Eva Ek | ledamot | Skogsdelegationen
Eva Ek | - | Vinnova'
reads a-forgotten-comma '– Det är bra, säger Per Lund chef för avdelningen för forskning på Vinnova.' \
  'Per Lund | chef för avdelningen för forskning | Vinnova'
reads responsible-for-a-field 'Eva Ek, programansvarig för Smart Industri på Vinnova, var med.' \
  'Eva Ek | programansvarig för Smart Industri | Vinnova'
reads secretary-of-the-inquiry 'Skogsutredningens lag är på plats. Göran Ek, huvudsekreterare, är erfaren.' \
  'Göran Ek | huvudsekreterare | Skogsutredningen'

# --- names of organisations

names two-things-joined-in-a-name 'Bakom mötet står Folkets Park och Trädgårdar, Kungliga Sjö- och Vattenbruksakademien samt Svenska Teater- och Konsertakademiens vänner. Föreningen Ljud och Bild deltog.' \
  'Folkets Park och Trädgårdar
Föreningen Ljud och Bild
Kungliga Sjö- och Vattenbruksakademien
Svenska Teater- och Konsertakademien'
names two-organisations-are-joined 'Mötet hölls hos Föreningen Brunkulla och Habo kommun.' 'Föreningen Brunkulla
Habo kommun'
names two-things-joined-in-english 'The work is led by the International Society of River Councils and Lake Agencies. Ann Holm is at the Coastal and Inland Water Institute.' \
  'Coastal and Inland Water Institute
International Society of River Councils and Lake Agencies'
names letters-say-how-far-the-name-goes 'Seminariet hölls av Vinnova tillsammans med Nordic Incubators and Water Parks (NIWP) i Nordby.' \
  'Nordic Incubators and Water Parks
Vinnova'
names letters-for-something-else 'The project is on Earth System Modelling. It will help the Nordic ESM people.' ''
names what-an-english-institute-is-for 'She is at the Karin Ekdal Institute for Peace and Environmental Studies.' 'Karin Ekdal Institute for Peace and Environmental Studies'
names a-nation-is-none 'The work is led by Nordby University and Danish towns.' 'Nordby University'
names a-number-that-belongs-to-the-name 'Vi talade med Eva Ek från Fjordbadet 24. Stödet till Fjordbadet 24 är stort.' 'Fjordbadet 24'
names what-is-called-an-initiative 'Initiativet Globala gymnasiet samlar många. Eva Ek är på Vinnova.' 'Vinnova'
names a-firm-whose-kind-opens-the-sentence 'Bostadsbolaget Ekebyhus ansvarar för husen.' 'Ekebyhus'
names bodies-by-english-heads 'The costs are paid by the Nordby Road Directorate and the City of Nordby.' 'City of Nordby
Nordby Road Directorate'
names no-body-to-for-example 'I år fördelar Vinnova till exempel medel till det nationella lyftprogrammet (NLP) i Nordby.' 'Vinnova'
names towns-that-act 'I går skrev Habo, Mora och Ystad under avtalet. Kursen ingår i planen, som Älmhult och Alvesta låter sina skolor pröva.' \
  'Alvesta kommun
Habo kommun
Mora kommun
Ystads kommun
Älmhults kommun'
names towns-that-only-lie-there 'Habo, Mora och Ystad är fina. De for mellan Habo och Mora.' ''
names numbers-of-items-are-left-out 'PP2 Nordby River Trust

PP3 Nordby Lake Museum' 'Nordby Lake Museum
Nordby River Trust'
names what-an-organisation-has 'Ann Holm met the Vinnova Director and the Vinnova Executive Team.' 'Vinnova'
names kind-before-an-adjective 'Vi ses på nästa träff med nätverket Öppen mark.' 'Öppen mark'
names no-town-of-the-firm 'Aquafon SAS of Lyon designs it.' 'Aquafon SAS'
names towns-that-belong-to-the-name 'Vi fick hjälp av Hembygdsförbundet i Nordby och av Tegelfirman i Nordby AB.' \
  'Hembygdsförbundet i Nordby
Tegelfirman i Nordby AB'
names what-the-union-has 'Ansökan lämnas till EU:s fond för hamnar.' ''
names no-body-of-an-ordinary-word 'Levande Fjord is a project. It is led by Nordby University and Operators. Guidelines for operators follow.' 'Nordby University'

names a-body-of-an-owner 'Eva Ek talar om regeringens nationella Rymdråd. Det är ett råd för ministern.' \
  'Rymdrådet'
names a-state-s-body 'I går svarade franska utrikesministeriet och Mexikanska senaten.' \
  'Franska utrikesministeriet
Mexikanska senaten'
names an-acronym-in-brackets 'Hon leder direktoratet för skogsfrågor (SXD) och det nationella vattencentret (NVC). Föreningen grävande snickare (FGS) svarade inte. Se lagen om offentlig upphandling (LOU) och kommunstyrelsen (KSN).' \
  'Direktoratet för skogsfrågor
Nationella vattencentret
Föreningen grävande snickare'
names what-it-is-called 'Frågan drivs av gruppen som kallas Fjordgruppen. EU-organet Kustvakten Nord och it-bolaget Havsro deltog.' \
  'Fjordgruppen
Kustvakten Nord
Havsro'
names a-seat-with-a-capital 'Länsstyrelsen i Stockholm svarade. Universitetet i Bergen bjöd in.' \
  'Länsstyrelsen i Stockholms län
Universitetet i Bergen'
names english-heads 'Talaren kom från Royal Botanic Garden och Baltic Sea Partnership.' \
  'Royal Botanic Garden
Baltic Sea Partnership'
reads seats-of-a-council-alone 'Skogsdelegationen delar ut medel. Bland dem som fått medel finns Skogsteatern.

Eva Ek förordnas som ledamot.' \
  'Eva Ek | ledamot | Skogsdelegationen'

names a-capital-within-a-sentence 'Avtalet slöts av Vision och Sida i maj. En vision räcker inte.

Eva Ek arbetar på avdelning Transport och miljö.' \
  'Vision
Styrelsen för internationellt utvecklingssamarbete'

names missions-and-courts 'Mötet hölls på Sveriges ambassad i Lissabon.

Domen föll i kammarrätten i Sundsvall och hovrätten för Nedre Norrland.' \
  'Sveriges ambassad i Lissabon
Kammarrätten i Sundsvall
Hovrätten för Nedre Norrland'
names bodies-of-other-states 'Avtalet slöts med Chiles departement för klimat, hav och transport och med Universidad de Las Bravas.' \
  'Chiles departement för klimat, hav och transport
Universidad de Las Bravas'
names kind-stands-first 'Stödet delas av Teater Sörmland och Ekeby Folkets Hus.' \
  'Teater Sörmland
Ekeby Folkets Hus'
names those-that-act 'Nordic Reef Lab får bland annat 3 miljoner kronor i stöd. Mätningen görs tillsammans med Havsvind.' \
  'Nordic Reef Lab
Havsvind'
names those-that-are-visited 'Därefter besöker ministern även Klippdans. Hon besöker Storgatan i Ekeby.' \
  'Klippdans'
names in-a-row-with-others 'Bakom arbetet står Vinnova, Kustlotsen och Lunds universitet.' \
  'Vinnova
Kustlotsen
Lunds universitet'
names items-among-organisations 'Dessa söker:

- Vinnova
- Kustlotsen
- Lunds universitet' \
  'Vinnova
Kustlotsen
Lunds universitet'
names where-somebody-is-from 'Lena Ek från Nordic Reef Lab svarar på frågor.' 'Nordic Reef Lab'
names regions-and-boards 'Nätet byggs i regionerna Västmanland och Sörmland. Uppdraget går till länsstyrelserna i Skåne och Hallands län.' \
  'Region Västmanland
Region Sörmland
Länsstyrelsen i Skåne län
Länsstyrelsen i Hallands län'
names regions-that-rows-call-by-their-places 'Så fördelas pengarna mellan regionerna:

Sörmland: 5 230 061 kronor
Skåne: 2,5 mkr
Nordlands län: 18 miljoner kronor
Gotland: 1 058 000 kr' \
  'Region Sörmland
Region Skåne
Region Nordlands län
Region Gotland'
names places-of-rows-that-no-region-is-spoken-of 'Så fördelas pengarna mellan kommunerna:

Sörmland: 5 230 061 kronor
Skåne: 2,5 mkr
Gotland: 1 058 000 kr' \
  ''
names towns-that-are-given-something 'Vinnova ger stöd till Malmö, Lund och Borås.' \
  'Vinnova
Malmö kommun
Lunds kommun
Borås kommun'
names towns-in-a-list 'Deltagande kommuner:

- Habo
- Ale' \
  'Habo kommun
Ale kommun'
names a-place-is-a-place 'Regnet föll över Habo, Ale och Lerum.' ''
names field-of-a-body 'Rådet för levande stränder inrättades den 1 mars 2018. Utredningen om stärkt kustskydd tillsattes i fjol.' \
  'Rådet för levande stränder
Utredningen om stärkt kustskydd'

# --- entries

reads list-item '- Fatima Osman, verksamhetsutvecklare, Habo
- Ali Rahimi, it-chef, Kungsbacka' \
  'Fatima Osman | verksamhetsutvecklare | Habo kommun
Ali Rahimi | it-chef | Kungsbacka kommun'

reads members-have-post-and-seat 'Här är Digitala rådet.

Rådets ledamöter:

- Fatima Osman, verksamhetsutvecklare, Habo
- Ali Rahimi, it-chef, Kungsbacka' \
  'Fatima Osman | verksamhetsutvecklare | Habo kommun
Fatima Osman | ledamot | Digitala rådet
Ali Rahimi | it-chef | Kungsbacka kommun
Ali Rahimi | ledamot | Digitala rådet'

reads label-before-name 'Styrelsen för Hembygdsföreningen Fyren

Ordförande: Anna Berg
Kassör: Elsa Widmark
Vid protokollet: Per Lindgren' \
  'Anna Berg | ordförande | Hembygdsföreningen Fyren
Elsa Widmark | kassör | Hembygdsföreningen Fyren
Per Lindgren | sekreterare | Hembygdsföreningen Fyren'

reads organisation-before-names 'Deltagare

- Region Halland: Anna Berg, Per Lindgren' \
  'Anna Berg | - | Region Halland
Per Lindgren | - | Region Halland'

reads title-and-name-then-organisation 'Talare

Kommunchef Inga Ek, Lessebo kommun
VD/Teaterchef Magnus Lindh, Nordteatern AB
Projektforskare: Måns Ek (Uppsala universitet)' \
  'Inga Ek | kommunchef | Lessebo kommun
Magnus Lindh | vd | Nordteatern AB
Magnus Lindh | teaterchef | Nordteatern AB
Måns Ek | projektforskare | Uppsala universitet'
reads organisation-then-titles-and-names 'Talare

Skolverket, chefsjurist Eva Ask och undervisningsråd Lisa Holm' \
  'Eva Ask | chefsjurist | Statens skolverk
Lisa Holm | undervisningsråd | Statens skolverk'
reads title-of-its-own-for-each-name 'Klimatminister Eva Ask och försvarsminister Pål Lindh' \
  'Eva Ask | klimatminister | -
Pål Lindh | försvarsminister | -'
reads capital-title-is-no-name '- Styrelseordföranden Hans Börsvik
- Museichefen Sanne Ek' \
  'Hans Börsvik | styrelseordförande | -
Sanne Ek | museichef | -'
reads short-title-is-not-another-longer-one '- Sven Ek, professor i miljöhistoria vid Lunds universitet
- Eva Ask, professor vid Karolinska institutet' \
  'Sven Ek | professor i miljöhistoria | Lunds universitet
Eva Ask | professor | Karolinska institutet'

reads names-and-titles-blank-lines-between 'Kontakt

Maria Ek

Utvecklare

Tomas Lindh

Kommunikatör' \
  'Maria Ek | utvecklare | -
Tomas Lindh | kommunikatör | -'
reads phrase-with-a-verb 'Habo kommun
Protokoll

Utses att justera Per-Olof Lindell (s)' \
  'Per-Olof Lindell | justerare | Habo kommun'
reads lines-that-look-alike 'Närvarande
Agneta Ek, Civos
Amadzu Batzl, Civos
Camilla Olsson, Coompanion' \
  'Agneta Ek | - | Civos
Amadzu Batzl | - | Civos
Camilla Olsson | - | Coompanion'
reads academic-subjects 'Anna Berg is an assistant professor in Statistics at Lund University. Per Lindgren is a systems librarian at Lund University.' \
  'Anna Berg | assistant professor in Statistics | Lunds universitet
Per Lindgren | systems librarian | Lunds universitet'
reads worked-at-as 'Anna Berg arbetade tidigare på Vinnova som jurist.' \
  'Anna Berg | jurist | Vinnova'
reads seats-at-an-authority 'I dag utses nya ledamöter i insynsrådet vid Statens historiska museer.

De nya ledamöterna är:
- Ingrid Ek, jurist vid Vinnova

De omförordnade ledamöterna är:
- Anders Lind, arkivarie vid Riksarkivet' \
  'Ingrid Ek | jurist | Vinnova
Ingrid Ek | ledamot | Statens historiska museer
Anders Lind | arkivarie | Riksarkivet
Anders Lind | ledamot | Statens historiska museer'
reads contacts-of-who-sent-it 'Nordsten AB växer

För mer information, kontakta:
Eva Stenman, kommunikationschef, 070-555 12 35

Om Nordsten
Nordsten är ett logistikföretag i norra Sverige.' \
  'Eva Stenman | kommunikationschef | Nordsten AB'
reads firms-that-open-with-a-town 'Karin Ek arbetar som ekonomichef på Skellefteå Elnord.' \
  'Karin Ek | ekonomichef | Skellefteå Elnord'
reads telephone-behind-a-name 'Kontakt
Sabina Jansson Wernhardsson 073-029 10 12, pressansvarig, Vinnova' \
  'Sabina Jansson Wernhardsson | pressansvarig | Vinnova'
reads former-employer 'Talare

- docent Sven-Olof Hjort, tidigare Svenskt Näringsliv
- Prof. Tove Falk, Lunds universitet' \
  'Sven-Olof Hjort | docent | Svenskt Näringsliv
Tove Falk | professor | Lunds universitet'

reads heading-with-verb 'Statssekreterare Moa Lindqvist öppnar mässa i Ekeby' \
  'Moa Lindqvist | statssekreterare | -'

reads row-of-names-shares-bracket 'Researchers working on Clear Water

- Erik Lund, Karin Ek (Department of Soil Science, Rock and Clay, Uppsala University)
- Ida Alm (Linköping University)' \
  'Erik Lund | researcher | Uppsala universitet
Ida Alm | researcher | Linköpings universitet
Karin Ek | researcher | Uppsala universitet'

reads applicants-and-project-members 'Main applicant: Erik Lund
Co-applicants: Karin Ek, Ida Alm
PROJEKTMEDLEMMAR: Johan Berg, Sara Holm' \
  'Erik Lund | main applicant | -
Ida Alm | co-applicant | -
Johan Berg | projektmedlem | -
Karin Ek | co-applicant | -
Sara Holm | projektmedlem | -'

reads place-of-an-organisation 'Erik Lund, chef för Stiftelsen Ekeby vid Linköpings universitet' \
  'Erik Lund | chef | Stiftelsen Ekeby'

reads labelled-organisation-is-no-owner 'Contact

Project manager: Erik Lund

Technical support: Ekeby Data AB' \
  'Erik Lund | project manager | -'

reads english-group-is-nameless 'Steering group:

Erik Lund (Uppsala University/Linköping University), Chair' \
  'Erik Lund | chair | -
Erik Lund | - | Linköpings universitet
Erik Lund | - | Uppsala universitet'

reads contact-of-a-scheme 'Project manager: Sara Holm

XYZ contact: Erik Lund, erik.lund@example.se

QLean contact: Karin Ek' \
  'Erik Lund | contact | -
Karin Ek | contact | -
Sara Holm | project manager | -'

reads sender-below-its-contacts 'Sju städer får stöd för fler träd.

För mer information:
Erik Lund, handläggare, avdelning Skog, 08-473 31 00
Karin Ek, pressekreterare, 08-473 30 00

Stiftelsen Stadsträd är en givare som lyder under ingen. Stiftelsen ger stöd i hela landet. Verksamhetsledare är Ida Alm.' \
  'Erik Lund | handläggare | Stiftelsen Stadsträd
Karin Ek | pressekreterare | Stiftelsen Stadsträd
Ida Alm | verksamhetsledare | Stiftelsen Stadsträd'

reads contact-under-the-name '# Nordvinds institut – NVI

mäter vind över hav och land, i fjällen och längs kusten, på uppdrag av dem som bygger.
Kontaktperson: Erik Lund, erik.lund@example.se' \
  'Erik Lund | kontaktperson | Nordvinds institut'

reads organisation-in-organisation '- Erik Lund, project manager, Ekeby University Data Centre, Ekeby University
- Karin Ek, collaboration lead, Library Office, Ekeby University
- Ida Alm, project coordinator, Ekeby Soil Center, Uppsala University' \
  'Erik Lund | project manager | Ekeby University Data Centre
Ida Alm | project coordinator | Ekeby Soil Center
Ida Alm | project coordinator | Uppsala universitet
Karin Ek | collaboration lead | Ekeby University'

reads secretary-of-another-state 'Mötet inleddes av statssekreterare Erik Lund, Skogsstyrelsen, på plats. Anna Ek, ansvarig för det nationella trädregistret, höll tal.' \
  'Erik Lund | statssekreterare | Skogsstyrelsen
Anna Ek | ansvarig för det nationella trädregistret | -'

# reads_md WHAT MARKDOWN EXPECTED: the memberships of a document with a table.
reads_md () {
  printf '%s\n' "$2" >"$tmp/text.md"
  "$NYSTA" extract "$tmp/text.md" >"$tmp/found" 2>"$tmp/err" ||
    { fail "$1" "$(cat "$tmp/err")"; return; }
  is "$1" "$(awk -F'\t' '$1 == "membership" { print $2 " | " $3 " | " $4 }' "$tmp/found" |
    sort)" "$(printf '%s' "$3" | sort)"
}

reads_md columns-are-titles '# Styrelsen för Ekebyfonden

| Ledamöter | Ersättare |
|---|---|
| Erik Lund | Karin Ek |
| Ida Alm | Per Sand |

# Organisation

| Projektledare | Projektägare | Telefon |
|---|---|---|
| Sara Holm, Nordvind AB | Moa Berg, Region Skåne | 070-123 45 67 |' \
  'Erik Lund | ledamot | Ekebyfonden
Ida Alm | ledamot | Ekebyfonden
Karin Ek | ersättare | Ekebyfonden
Per Sand | ersättare | Ekebyfonden
Sara Holm | projektledare | Nordvind AB
Moa Berg | projektägare | Region Skåne'

reads_md several-in-a-cell '# Projektgrupp

| Organisation | Namn |
|---|---|
| Nordvind AB | Erik Lund, Karin Ek |
| Region Skåne | Ida Alm |' \
  'Erik Lund | - | Nordvind AB
Karin Ek | - | Nordvind AB
Ida Alm | - | Region Skåne'

# --- running text

reads after-says 'Det säger Anna Berg, kommundirektör på Habo kommun, om beslutet.' \
  'Anna Berg | kommundirektör | Habo kommun'
reads in-brackets 'Frågan avgörs av Anna Berg (kommundirektör, Habo kommun) i morgon.' \
  'Anna Berg | kommundirektör | Habo kommun'
reads genitive-and-title-before 'Vinnovas generaldirektör Anna Berg välkomnar beslutet.' \
  'Anna Berg | generaldirektör | Vinnova'
reads title-comma-before 'Det säger generaldirektören för Vinnova, Anna Berg.' \
  'Anna Berg | generaldirektör | Vinnova'
reads title-with-a-tail-before 'På mötet deltog vice ordförande i socialnämnden Sara Lindh (KD) och rektor för Högskolan i Skövde Bo Ekman.' \
  'Sara Lindh | vice ordförande i socialnämnden | -
Bo Ekman | rektor | Högskolan i Skövde'
reads hyphened-title 'Det säger klimat- och miljöminister Eva Ask.' \
  'Eva Ask | klimat- och miljöminister | -'
reads description-of-the-name-before-it 'Med är Ann Ek, hälso- och sjukvårdsdirektör i Region Dalarna, Bo Ask, före detta rektor vid Lunds universitet, och Åke Bonnier, riksdagsledamot för S.' \
  'Ann Ek | hälso- och sjukvårdsdirektör | Region Dalarna
Bo Ask | rektor | Lunds universitet
Åke Bonnier | riksdagsledamot | -'
reads title-that-the-subject-has 'Nordsten AB byter ut sin nuvarande vd Jim Ek.' \
  'Jim Ek | vd | Nordsten AB'
reads towns-are-no-surnames 'I fredags besökte ministern Anders Ygeman Gävle för att se bredband.' \
  'Anders Ygeman | minister | -'
reads organisation-before-där 'Karin Ek kommer närmast från Nordkraft där hon varit ekonomichef.' \
  'Karin Ek | ekonomichef | Nordkraft'
reads title-between-verb-and-name 'Till särskild utredare utses hovrättslagmannen Gunnel Ek.' \
  'Gunnel Ek | hovrättslagman | -
Gunnel Ek | särskild utredare | -'
reads body-in-the-genitive 'Digitala rådet inrättas i dag. Anna Berg från Vinnova utses till rådets ordförande.' \
  'Anna Berg | ordförande | Digitala rådet
Anna Berg | - | Vinnova'
reads two-appointments-in-a-sentence 'Föreningen Fyren

Protokoll

Till mötesordförande valdes Lars Flod och till mötessekreterare valdes Annika Ström. Till justerare utsågs Bertil Vall och Märta Grip.' \
  'Lars Flod | mötesordförande | Föreningen Fyren
Annika Ström | mötessekreterare | Föreningen Fyren
Bertil Vall | justerare | Föreningen Fyren
Märta Grip | justerare | Föreningen Fyren'
reads elections 'Föreningen Fyren

Protokoll

§ 7 Val av ledamöter på två år: Owe Lind (omval), Petra Sköld (nyval).
§ 8 Val av suppleant: Jonas Berg.' \
  'Owe Lind | ledamot | Föreningen Fyren
Petra Sköld | ledamot | Föreningen Fyren
Jonas Berg | suppleant | Föreningen Fyren'
reads names-in-columns 'Anna Ek      Bo Ask      Eva Lind'
reads appointed-as-a-list 'I går förordnades följande personer som experter: Anna Ek (Boverket) och Bo Ask (Vinnova).' \
  'Anna Ek | expert | -
Anna Ek | - | Boverket
Bo Ask | expert | -
Bo Ask | - | Vinnova'
reads appointed-on-a-day 'Till särskild utredare förordnades den 1 september 2022 Anna Ek.' \
  'Anna Ek | särskild utredare | -'
reads seats-in-a-body-named-before 'Digitala rådet får nya namn. Som sekreterare i rådet förordnades Anna Ek.' \
  'Anna Ek | sekreterare | Digitala rådet'
reads title-of-several 'I mötet deltog statsråden Anna Ek, Bo Ask och Eva Lind.' \
  'Anna Ek | statsråd | -
Bo Ask | statsråd | -
Eva Lind | statsråd | -'
reads next-name-has-its-own-organisation 'Hon träffade Vinnovas jurist Anna Ek, Boverkets ordförande Bo Ask och Karin Lind.' \
  'Anna Ek | jurist | Vinnova
Bo Ask | ordförande | Boverket'
reads whom-a-secretary-serves 'Kontakt

Helena Ek
Pressekreterare hos barn-, äldre- och jämställdhetsminister Eva Ask' \
  'Helena Ek | pressekreterare | -
Eva Ask | barn-, äldre- och jämställdhetsminister | -'
reads titles-are-no-acronyms '- Johan Ek, VD, Västsvenska Handelskammaren' \
  'Johan Ek | vd | Västsvenska Handelskammaren'
reads is 'Anna Berg är generaldirektör på Vinnova sedan i våras.' \
  'Anna Berg | generaldirektör | Vinnova'
reads is-appointed 'Anna Berg utses till generaldirektör för Vinnova.' \
  'Anna Berg | generaldirektör | Vinnova'
reads verb-before-name 'Ny generaldirektör för Vinnova blir Anna Berg.' \
  'Anna Berg | generaldirektör | Vinnova'
reads proposed-is-kept-apart 'Anna Berg föreslås som ordförande för Hembygdsföreningen Fyren.' \
  '? Anna Berg | ordförande | Hembygdsföreningen Fyren'
reads negated-is-not-asserted 'Anna Berg är inte generaldirektör på Vinnova.'
reads members-of-a-sentence 'I Digitala rådet ingår Anna Berg, Per Lindgren och Elsa Widmark.' \
  'Anna Berg | - | Digitala rådet
Per Lindgren | - | Digitala rådet
Elsa Widmark | - | Digitala rådet'
reads pronoun 'Anna Berg kom till Göteborg i går. Hon är generaldirektör på Vinnova.' \
  'Anna Berg | generaldirektör | Vinnova'
reads succession 'Anna Berg blir ny generaldirektör för Vinnova. Hon efterträder Per Lindgren.' \
  'Anna Berg | generaldirektör | Vinnova
Per Lindgren | generaldirektör | Vinnova'
reads organisation-that-is-meant 'Habo kommun bygger ut

Habo kommun bygger en skola. Det säger kommundirektör Anna Berg.' \
  'Anna Berg | kommundirektör | Habo kommun'

reads new-title-without-verb 'Statsrådet berättade i Ekeby: Erik Lund ny generaldirektör för Skogsstyrelsen. Regeringen har beslutat att förordna Ida Alm som generaldirektör för Konsumentverket.' \
  'Erik Lund | generaldirektör | Skogsstyrelsen
Ida Alm | generaldirektör | Konsumentverket'

reads seat-in-a-body-of 'Erik Lund är ordförande i Skogsstyrelsens insynsråd.' \
  'Erik Lund | ordförande | Skogsstyrelsen'

reads chair-of-whom-the-text-is-about 'Föreningen Träd i Ekeby planterar

Föreningen Träd i Ekeby är en förening som planterar träd.

Hej, Anna Ek, ordförande, berätta hur ni arbetar. Föreningen Träd i Ekeby har funnits länge.' \
  'Anna Ek | ordförande | Föreningen Träd i Ekeby'

# --- careers

reads career-in-one-sentence 'Anna Berg är kommundirektör i Habo kommun. Dessförinnan har hon varit rektor vid Björkskolan, enhetschef på Skolinspektionen och projektledare på konsultföretaget Ramsgard.' \
  'Anna Berg | kommundirektör | Habo kommun
Anna Berg | enhetschef | Statens skolinspektion
Anna Berg | projektledare | Ramsgard
Anna Berg | rektor | Björkskolan'
reads recruited-by 'Furuvik AB har rekryterat Anna Berg som hållbarhetschef.' \
  'Anna Berg | hållbarhetschef | Furuvik AB'
reads two-organisations-for-one-title 'Anna Berg är styrelseledamot i Furuvik AB och Nordvind AB.' \
  'Anna Berg | styrelseledamot | Furuvik AB
Anna Berg | styrelseledamot | Nordvind AB'
reads unit-stays-in-the-title 'Det säger Anna Berg, enhetschef på hjärtavdelningen vid Region Halland.' \
  'Anna Berg | enhetschef på hjärtavdelningen | Region Halland'
reads members-in-prose 'Digitala rådet möts i dag. Utöver ordföranden Nils Brandt består rådet av professor Anna Berg och Per Lindgren.' \
  'Anna Berg | - | Digitala rådet
Anna Berg | professor | -
Nils Brandt | ordförande | Digitala rådet
Per Lindgren | - | Digitala rådet'

# --- pages

reads lines-under-a-name 'Kontakt

Anna Berg
Kommunikatör
Habo kommun
070-123 45 67

Per Lindgren
Projektledare
Region Halland' \
  'Anna Berg | kommunikatör | Habo kommun
Per Lindgren | projektledare | Region Halland'
reads labels-with-a-term 'Styrelsen för Hembygdsföreningen Fyren

Ledamöter på två år: Anna Berg (nyval), Per Lindgren (omval)' \
  'Anna Berg | ledamot | Hembygdsföreningen Fyren
Per Lindgren | ledamot | Hembygdsföreningen Fyren'
reads minutes 'Habo kommun
Protokoll
Kommunstyrelsen

Beslutande
Anna Berg (S), ordförande
Per Lindgren (M)

Justerare: Per Lindgren' \
  'Anna Berg | ordförande | Habo kommun
Per Lindgren | - | Habo kommun
Per Lindgren | justerare | Habo kommun'

reads page-of-the-association 'Styrelsen

Föreningen Fria Noter leds av en ideell styrelse som väljs av årsmötet varje vår.

Ordförande
Karin Lundby

Kassör
Per Askling' \
  'Karin Lundby | ordförande | Föreningen Fria Noter
Per Askling | kassör | Föreningen Fria Noter'
reads pronoun-after-verb 'Karin Lundby blir vd för Furuvik AB. Dessförinnan var hon miljöstrateg i Habo kommun.' \
  'Karin Lundby | vd | Furuvik AB
Karin Lundby | miljöstrateg | Habo kommun'
reads title-today 'Moa Ek, i dag inköpschef vid Region Halland, slutar.' \
  'Moa Ek | inköpschef | Region Halland'
reads name-between-verb-and-title 'Fram till årsskiftet är Moa Ek tf hållbarhetschef på Furuvik AB.' \
  'Moa Ek | tf hållbarhetschef | Furuvik AB'
reads goes-on-as 'Moa Ek fortsätter som senior rådgivare åt Furuvik AB.' \
  'Moa Ek | senior rådgivare | Furuvik AB'
reads title-of-two-at-one-place 'Här finns doktoranderna Moa Ek och Per Lindgren vid Lunds universitet.' \
  'Moa Ek | doktorand | Lunds universitet
Per Lindgren | doktorand | Lunds universitet'
reads short-title 'The study was led by prof. Karin Lundby at Lund University.' \
  'Karin Lundby | professor | Lunds universitet'

reads two-titles-on-a-line 'Kontakta Habo kommun

Informationssäkerhetssamordnare och dataskyddsombud
Karin Lundby' \
  'Karin Lundby | dataskyddsombud | Habo kommun
Karin Lundby | informationssäkerhetssamordnare | Habo kommun'
reads project-in-the-title 'Kontakta Habo kommun

Projektledare Trygg vård
Karin Lundby' \
  'Karin Lundby | projektledare Trygg vård | Habo kommun'
reads pair-at-one-place '- Karin Lundby och Per Lindgren, Lantmäteriet' \
  'Karin Lundby | - | Lantmäteriet
Per Lindgren | - | Lantmäteriet'
reads unknown-name-first-in-row 'Skatteverket: Xerxa Alavi, Per Lindgren, Anna Berg' \
  'Xerxa Alavi | - | Skatteverket
Per Lindgren | - | Skatteverket
Anna Berg | - | Skatteverket'
reads pair-with-brackets 'Personalföreträdare i Skogsmyndigheten är Lena Ask (ST) och Per Lindgren (Saco-S).' \
  'Lena Ask | personalföreträdare | Skogsmyndigheten
Per Lindgren | personalföreträdare | Skogsmyndigheten'
reads unit-before-organisation '- Karin Lundby, Utvecklingsledare, Digital service, Göteborgs stad' \
  'Karin Lundby | utvecklingsledare | Göteborgs kommun'
reads predecessor 'Karin Lundby blir ekonomichef på Furuvik AB. Hon ersätter då Per Lindgren, som går i pension.' \
  'Karin Lundby | ekonomichef | Furuvik AB
Per Lindgren | ekonomichef | Furuvik AB'

reads heading-names-the-place 'Uppsala University

* Karin Lundby (Project Leader)
* Per Lindgren (Developer)' \
  'Karin Lundby | project leader | Uppsala universitet
Per Lindgren | developer | Uppsala universitet'
reads group-without-a-name 'Här är gruppen.

Styrgrupp

- Karin Lundby, Lantmäteriet (ordförande)
- Per Lindgren, vd, Furuvik AB' \
  'Karin Lundby | - | Lantmäteriet
Karin Lundby | ordförande | -
Per Lindgren | vd | Furuvik AB'
reads substitute-in-minutes 'Habo kommun
Protokoll

Ledamöter
Karin Lundby (S), ordförande
Moa Ek (M), ersätter Per Lindgren (M)' \
  'Karin Lundby | ordförande | Habo kommun
Moa Ek | ersättare | Habo kommun
Per Lindgren | ledamot | Habo kommun'
reads pair-in-prose 'Presentatörer är Karin Lundby och Per Lindgren, Lantmäteriet.' \
  'Karin Lundby | - | Lantmäteriet
Per Lindgren | - | Lantmäteriet'
reads surname-in-s '- Karin Mols, forskare, Lunds universitet' \
  'Karin Mols | forskare | Lunds universitet'

reads workplace 'Karin Lundby arbetar till vardags på Vinnova.' 'Karin Lundby | - | Vinnova'
reads takes-over-as 'Nu tar Karin Lundby över som vd på Furuvik AB.' 'Karin Lundby | vd | Furuvik AB'
reads welcomed-as 'Furuvik AB välkomnar Karin Lundby som ny säljchef.' \
  'Karin Lundby | säljchef | Furuvik AB'
reads time-as 'Under Karin Lundbys tid som vd på Furuvik AB växte bolaget.' \
  'Karin Lundby | vd | Furuvik AB'
reads now-and-before 'Karin Lundby, tidigare enhetschef på Vinnova, numera it-chef i Habo kommun, talade.' \
  'Karin Lundby | enhetschef | Vinnova
Karin Lundby | it-chef | Habo kommun'
reads there 'Resan gick till Vinnova. Där visade föreståndaren Karin Lundby sina kartor.' \
  'Karin Lundby | föreståndare | Vinnova'
reads title-that-ends-in-a-stop 'Kontakta Habo kommun

Sekreterare
Karin Lundby
Doktorand i geoinformatik vid Högskolan Dalarna.' \
  'Karin Lundby | doktorand i geoinformatik | Högskolan Dalarna
Karin Lundby | sekreterare | Habo kommun'

reads sit-on-the-board 'I styrelsen för Furuvik AB sitter Karin Lundby och Per Lindgren.' \
  'Karin Lundby | - | Furuvik AB
Per Lindgren | - | Furuvik AB'
reads staff-of-a-firm 'Furuvik AB:s ledningsgrupp

Karin Lundby, vd
Per Lindgren, ekonomichef' \
  'Karin Lundby | vd | Furuvik AB
Per Lindgren | ekonomichef | Furuvik AB'
reads committee-without-a-name 'Organising committee

- Karin Lundby, Lund University (chair)' \
  'Karin Lundby | - | Lunds universitet
Karin Lundby | chair | -'

reads one-title-in-two-words 'Moa Ek blir vd för Furuvik AB.

Moa Ek, verkställande direktör, Furuvik AB' \
  'Moa Ek | vd | Furuvik AB'

# --- projects

reads several-municipalities 'Ale, Kungälvs och Lerums kommuner startar ett projekt, Fossilfri leverans.' \
  'Fossilfri leverans | partner | Ale kommun
Fossilfri leverans | partner | Kungälvs kommun
Fossilfri leverans | partner | Lerums kommun'
reads label-in-a-fact-box 'Projektet Levande vikar pågår.

Projektägare: Habo kommun
Finansiär: Vinnova
Partner: Region Halland och Lunds universitet' \
  'Levande vikar | funder | Vinnova
Levande vikar | lead | Habo kommun
Levande vikar | partner | Lunds universitet
Levande vikar | partner | Region Halland'
reads list-of-projects 'Vinnova har beviljat två projekt stöd.

Beviljade projekt:

- Blå mat, Habo kommun, Region Halland
- Digital hamn, Furuvik AB' \
  'Blå mat | funder | Vinnova
Blå mat | partner | Habo kommun
Blå mat | partner | Region Halland
Digital hamn | funder | Vinnova
Digital hamn | lead | Furuvik AB'

reads funder 'Projektet Levande vikar finansieras av Naturvårdsverket.' \
  'Levande vikar | funder | Naturvårdsverket'
reads funder-by-support 'Projektet Levande vikar får stöd från Naturvårdsverket.' \
  'Levande vikar | funder | Naturvårdsverket'
reads lead-and-participant 'Projektet Levande vikar leds av Region Halland. Vinnova deltar i projektet.' \
  'Levande vikar | lead | Region Halland
Levande vikar | participant | Vinnova'
reads partner 'Projektet Levande vikar drivs i samverkan med Region Halland.' \
  'Levande vikar | partner | Region Halland'

reads funder-partner-and-lead-labels 'Projektet Levande Fjord pågår till 2027.

Projektägare: Nordby kommun
Finansiärer: Tillväxtverket, Naturvårdsverket
Partner: Uppsala universitet' \
  'Levande Fjord | lead | Nordby kommun
Levande Fjord | funder | Tillväxtverket
Levande Fjord | funder | Naturvårdsverket
Levande Fjord | partner | Uppsala universitet'

reads english-labels 'The Living Fjord project runs until 2027.

Coordinator: Lund University
Funding: Vinnova and Formas
Partners: Nordhamn Ltd, University of Bergen' \
  'Living Fjord | lead | Lunds universitet
Living Fjord | funder | Vinnova
Living Fjord | funder | Formas
Living Fjord | partner | Nordhamn Ltd
Living Fjord | partner | University of Bergen'

reads grant-has-a-recipient 'Umeå kommun beviljades 2 miljoner kronor av Tillväxtverket för projektet Levande Fjord.' \
  'Levande Fjord | funder | Tillväxtverket
Levande Fjord | lead | Umeå kommun'

reads leader-is-a-person 'The Living Fjord project is led by Karin Holm from Lund University.' \
  'Karin Holm | - | Lunds universitet'

reads relative-clause-is-no-subject 'I programmet Grön Fjord, som koordineras av Vinnova, deltar även Naturvårdsverket och Formas.' \
  'Grön Fjord | lead | Vinnova
Grön Fjord | participant | Naturvårdsverket
Grön Fjord | participant | Formas'

reads project-under-its-heading 'Våra projekt

Grön Fjord
Treårigt projekt med medel från Tillväxtverket.

Alla Ut
Projektet stöds av Formas.' \
  'Grön Fjord | funder | Tillväxtverket
Alla Ut | funder | Formas'

reads sheet-of-a-project 'Levande Fjord

Koordinator Nordby kommun
Bidrag från Vinnova 500 000 kronor
Projektets löptid november 2018 - september 2019' \
  'Levande Fjord | lead | Nordby kommun
Levande Fjord | funder | Vinnova'

reads particle-ends-a-name 'Vinnova finansierar projektet Samma steg in.' \
  'Samma steg in | funder | Vinnova'

reads project-of-its-name 'Nordhavet AB runs the Nordhavet Living Fjord (NLF) Program.

The NLF is funded by Vinnova.' \
  'Nordhavet Living Fjord (NLF) Program | lead | Nordhavet AB
Nordhavet Living Fjord (NLF) Program | funder | Vinnova'

reads subject-is-what-it-is-said-to-be 'I projektet Grön Fjord är Vinnova finansiär. Nordhavet AB är projektkoordinator i projektet.' \
  'Grön Fjord | funder | Vinnova
Grön Fjord | lead | Nordhavet AB'

reads union-is-no-funder 'Projektet Grön Fjord har fått stöd från EU:s Fjordprogram och av Vinnova.' \
  'Grön Fjord | funder | Vinnova'

reads page-of-many 'People

Karin Holm, Lund University
Mats Rune, developer

The project is run by Lund University, Uppsala University and Uppsala University Hospital with
Uppsala University.' \
  'Karin Holm | - | Lunds universitet
Mats Rune | developer | -'

# --- projects: names

reads project-not-said-to-be-one 'Projekten som får stöd

- Ljusa vinden – Habo kommun, Umeå universitet
- Läsa lätt: böcker för alla – Nordhavet AB' \
  'Ljusa vinden | partner | Habo kommun
Ljusa vinden | partner | Umeå universitet
Läsa lätt: böcker för alla | lead | Nordhavet AB'

reads name-over-labels 'Beviljade projekt i utlysningen

Robotar för äldre
Koordinator: Region Halland
Projektparter: Umeå universitet
Beviljat belopp: 3 000 000 kronor' \
  'Robotar för äldre | lead | Region Halland
Robotar för äldre | partner | Umeå universitet'

reads name-subtitle-and-labels 'Research projects

SonarFjord AB12

Listening to the sea from below the ice

Period: 2019 - 2021
Funder: Vinnova
Main institution: Umeå universitet' \
  'SonarFjord AB12 | funder | Vinnova
SonarFjord AB12 | lead | Umeå universitet'

reads name-by-its-label 'Projektbeskrivning

PROJEKTNAMN: Rörlig Fjord!
FINANSIÄRER: Vinnova
KOORDINATOR: Umeå universitet
PARTNER: Umeå universitet, Habo kommun' \
  'Rörlig Fjord! | funder | Vinnova
Rörlig Fjord! | lead | Umeå universitet
Rörlig Fjord! | partner | Habo kommun'

reads name-with-a-mark 'Projektet Vaken Fjord! ägs av Habo kommun.' 'Vaken Fjord! | lead | Habo kommun'

reads name-that-speaks 'Vinnova finansierar projektet Fjorden berättar.' 'Fjorden berättar | funder | Vinnova'

reads name-by-custom 'I projektet som vi kallar ”Spara Fjord” deltar Habo kommun.' 'Spara Fjord | participant | Habo kommun'

reads name-of-what-money-is-for 'Habo kommun får 1 miljon kronor av Vinnova för ”Ut på fjorden”.' \
  'Ut på fjorden | lead | Habo kommun
Ut på fjorden | funder | Vinnova'

reads subject-of-the-project 'FJORD4all contributes to calm water. The project is funded by Vinnova. FJORD4all runs on.' \
  'FJORD4all | funder | Vinnova'

reads title-of-a-page 'Levande fjordar för framtida fiske

Projektet syftar till klarare vatten.

Projektet finansieras av Vinnova.' 'Levande fjordar för framtida fiske | funder | Vinnova'

reads title-is-the-subject 'Fjordlyft

Fjordlyft höjer kunskapen om vatten. Kusten är lång.

Projektet finansieras av Vinnova.' 'Fjordlyft | funder | Vinnova'

reads headline-is-no-title 'Kommunen får nya båtar

Projektet finansieras av Vinnova.'

reads several-without-an-article 'Fjordlyft och Havsro är fristående projekt. Havsro finansieras av Vinnova.' \
  'Havsro | funder | Vinnova'

reads name-up-to-its-short-form 'Projektet Measuring water, ice and life in the north (MWIL) finansieras av Vinnova.' \
  'Measuring water, ice and life in the north | funder | Vinnova'

reads place-is-no-part-of-the-name 'Vinnova finansierar projektet Fjordro i Habo.' 'Fjordro | funder | Vinnova'

reads years-are-no-part-of-the-name 'The 8-year Fjordro project is funded by Vinnova.' 'Fjordro | funder | Vinnova'

reads event-that-somebody-runs 'Nordic Fjord Week arrangeras av Region Halland och Umeå universitet.' \
  'Nordic Fjord Week | lead | Region Halland
Nordic Fjord Week | lead | Umeå universitet'

reads collaboration-between 'Fjord Watch is a collaboration between the Umeå universitet and researchers from two departments at Lunds universitet.' \
  'Fjord Watch | partner | Umeå universitet
Fjord Watch | partner | Lunds universitet'

reads praise-is-no-project 'Stormen drog in över kusten. Det byggs mycket. Den som frågar i hamnen får höra att Nordfjord Develop är ett skrytprojekt, säger Habo kommun.'

reads programme-in-passing 'Habo kommun bygger en brygga inom ramen för programmet Levande Fjord.'

# --- projects: who takes part

reads gives-money 'Projektet Levande Fjord växer. Vinnova anslår 2 miljoner kronor till projektet. Naturvårdsverket skjuter till 500 000 kronor.' \
  'Levande Fjord | funder | Vinnova
Levande Fjord | funder | Naturvårdsverket'

reads has-decided-to-give 'Region Halland har beslutat att bidra med 500 000 kronor till projektet Levande Fjord.' \
  'Levande Fjord | funder | Region Halland'

reads supports-the-project 'Kulturrådet stöttar också projektet Levande Fjord.' 'Levande Fjord | funder | Kulturrådet'

reads told-to-lead 'Projektet Levande Fjord växer. Region Halland har fått i uppdrag att leda satsningen.' \
  'Levande Fjord | lead | Region Halland'

reads holds-the-project 'Habo kommun håller i projektet Levande Fjord.' 'Levande Fjord | lead | Habo kommun'

reads behind-the-project 'Bakom projektet Levande Fjord står även Habo kommun och Vinnova.' \
  'Levande Fjord | partner | Habo kommun
Levande Fjord | partner | Vinnova'

reads project-at-its-home 'Levande Fjord är ett forskningsprojekt vid Umeå universitet.' 'Levande Fjord | lead | Umeå universitet'

reads leader-with-apposition 'Umeå universitet, som äger båtarna, samordnar projektet Levande Fjord.' \
  'Levande Fjord | lead | Umeå universitet'

reads joins-and-sites 'Projektet Levande Fjord växer. Habo kommun ansluter sig till projektet. I projektet testas båtar i dag. Metoden testas i Ale kommun, enligt projektet.' \
  'Levande Fjord | participant | Habo kommun
Levande Fjord | participant | Ale kommun'

reads with-in-the-initiative 'Initiativet Levande Fjord växer. Med i initiativet är också Habo kommun.' \
  'Levande Fjord | partner | Habo kommun'

reads partners-including 'The Living Fjord project brings together ten partners, including Nordhavet AB and Umeå universitet.' \
  'Living Fjord | partner | Nordhavet AB
Living Fjord | partner | Umeå universitet'

reads names-in-line-with-organisations 'I projektet Levande Fjord deltar Vinnova, Nordvind och Holmvik.' \
  'Levande Fjord | participant | Vinnova
Levande Fjord | participant | Nordvind
Levande Fjord | participant | Holmvik'

reads leader-is-not-also-partner 'Partner i projektet Levande Fjord är Vinnova. Vinnova leder projektet.' \
  'Levande Fjord | lead | Vinnova'

reads parties-behind-a-lead-in 'Projektet Levande Fjord drivs av flera organisationer i Halland, bl a Havsverket, Habo kommun och forskare från Lunds universitet.' \
  'Levande Fjord | partner | Havsverket
Levande Fjord | partner | Habo kommun
Levande Fjord | partner | Lunds universitet'

reads parties-with-asides 'I projektet Levande Fjord deltar Vinnova (som betalar), Habo kommun, som äger båtarna, och Region Halland.' \
  'Levande Fjord | participant | Vinnova
Levande Fjord | participant | Habo kommun
Levande Fjord | participant | Region Halland'

reads parties-on-the-lines-below 'Levande fjord

Projektet drivs av Habo kommun i samarbete med

- Hav i Balans
- Umeå universitet.

Partner är

- Café Fjord i Belgien' \
  'Levande fjord | lead | Habo kommun
Levande fjord | partner | Hav i Balans
Levande fjord | partner | Café Fjord
Levande fjord | partner | Umeå universitet'

reads parties-under-a-heading 'Fjordlyft

Fjordlyft is a project on water.

Project partners

- Lund University (Lead)
- Nordhavet Ltd
- Uppsala University' \
  'Fjordlyft | lead | Lunds universitet
Fjordlyft | partner | Nordhavet Ltd
Fjordlyft | partner | Uppsala universitet'

reads pages-of-several 'Habo kommuns projekt med beviljade medel

Levande fjordar

Projektet renar vatten i hela länet.

Fond: Vinnova
Habo kommuns roll: projektägare

Havsro

Projektet lugnar havet vid hamnen.

Fond: Formas
Habo kommuns roll: partner' \
  'Levande fjordar | funder | Vinnova
Levande fjordar | lead | Habo kommun
Havsro | funder | Formas
Havsro | partner | Habo kommun'

reads said-of-several 'Fjordlyft och Havsro är fristående projekt som drivs med stöd från Vinnova.' \
  'Fjordlyft | funder | Vinnova
Havsro | funder | Vinnova'

reads said-before-the-name 'Ett projekt för renare vatten startas av Habo kommun. Projektet Levande Fjord finansieras av Vinnova.' \
  'Levande Fjord | funder | Vinnova
Levande Fjord | lead | Habo kommun'

reads owner-in-the-genitive 'Ministern besökte Havsverkets projekt Levande Fjord.' 'Levande Fjord | lead | Havsverket'

reads funder-in-the-word 'Levande Fjord is an ESA-funded project.' 'Levande Fjord | funder | ESA'

reads something-else-is-run 'Projektet Levande Fjord bygger på Fjordkartan, a resource launched in 2020 by Vinnova. Under åren har kajen, som ägs av Habo kommun, byggts om.'

reads other-cooperation-under-the-title 'Projektet Levande Fjord

Bron byggs om i sommar. Ale kommun samarbetar med Habo kommun om en väg.'

reads project-in-passing 'Projektet Levande Fjord görs inom programmet Blått hav, som finansieras av Vinnova.' 'Levande Fjord | funder | Vinnova'

reads one-of-many-partners 'Umeå universitet is one of 30 partners in the project Fjordlyft.' 'Fjordlyft | partner | Umeå universitet'

reads who-has-which-part 'Programmet Levande Fjord löper med Energimyndigheten som huvudansvarig myndighet och Umeå universitet som värdorganisation. Habo kommun har utsetts till projektvärd för programmet.' \
  'Levande Fjord | lead | Energimyndigheten
Levande Fjord | lead | Habo kommun
Levande Fjord | lead | Umeå universitet'

reads a-post-before-a-colon 'The Fjordlyft project tests boats.

International Project Coordinator at Lund University:

1. Nordhavet Ltd
2. Uppsala University'

reads verb-before-the-names 'Projektet Fjordlyft växer. Från Sverige medverkar Havsinstitutet, Umeå universitet och Habo kommun.' \
  'Fjordlyft | participant | Havsinstitutet
Fjordlyft | participant | Umeå universitet
Fjordlyft | participant | Habo kommun'

reads list-that-is-led 'Följande projekt leds av Umeå universitet:

- FJORDUS ska lyfta båtar ur havet i alla länder.
- HAVSRO syftar till lugnare vatten vid hamnar.' \
  'FJORDUS | lead | Umeå universitet
HAVSRO | lead | Umeå universitet'

reads unit-of-a-university 'Partner i projektet Fjordlyft är Föreningen Nordro, Institutionen för hav och land vid Umeå universitet med professor Ek, flera kommuner, samt Vinnova.' \
  'Fjordlyft | partner | Föreningen Nordro
Fjordlyft | partner | Umeå universitet
Fjordlyft | partner | Vinnova'

reads place-behind-the-name 'Projektet Fjordlyft finansieras av de svenska stiftelserna Havsfonden i Sverige och Formas samt av Vinnova.' \
  'Fjordlyft | funder | Havsfonden
Fjordlyft | funder | Formas
Fjordlyft | funder | Vinnova'

reads run-and-funded 'Nordic Calm is hosted by Lund University. Nordic Calm is funded by Formas.' \
  'Nordic Calm | lead | Lunds universitet
Nordic Calm | funder | Formas'

reads what-somebody-runs 'Tillsammans med Havsverket driver vi Fjordlyftet, som hjälper båtar.' 'Fjordlyftet | partner | Havsverket'

reads paper-of-a-project 'Styrgruppsmöte nr 3, Levande fjord

Vinnova betalar 60 procent av budgeten i projektet.' 'Levande fjord | funder | Vinnova'

reads means-is-no-party 'Projektet Fjordlyft drivs med stöd av AI.'

reads programme-of-the-lexicon 'Nu startar det strategiska innovationsprogrammet Drive Sweden. Programmet finansieras av Formas.' 'Drive Sweden | funder | Formas'

reads research-is-carried-out 'I forskningsprojektet Fjordlyft deltar även Umeå universitet och Habo kommun.' \
  'Fjordlyft | partner | Umeå universitet
Fjordlyft | partner | Habo kommun'

reads takes-the-initiative 'Under våren tog Havsverket initiativ till projektet Fjordlyft.' 'Fjordlyft | lead | Havsverket'

reads besides-one 'Partner i projektet Fjordlyft förutom Umeå universitet är Habo kommun och Vinnova.' \
  'Fjordlyft | partner | Umeå universitet
Fjordlyft | partner | Habo kommun
Fjordlyft | partner | Vinnova'

reads programme-of-a-funder 'Projektet Fjordlyft växer. Formas program Blått Hav: tjänster för fiskare finansierar detta projekt.' \
  'Fjordlyft | funder | Formas'

reads those-who-run-it 'Vi som driver projektet Fjordlyft är flera: Habo kommun, Umeå universitet och Vinnova.' \
  'Fjordlyft | partner | Habo kommun
Fjordlyft | partner | Umeå universitet
Fjordlyft | partner | Vinnova'

reads sentence-goes-on-behind-the-name 'Arbetet är en del av forskningsprogrammet Fjordlyft och sker i samarbete mellan Umeå universitet och Vinnova.' \
  'Fjordlyft | partner | Umeå universitet
Fjordlyft | partner | Vinnova'

reads names-in-brackets 'Fjordlyft är ett program för samverkan mellan industrin (Havsverket och Nordhavet AB) och staten genom Vinnova.' \
  'Fjordlyft | partner | Havsverket
Fjordlyft | partner | Nordhavet AB
Fjordlyft | partner | Vinnova'

reads initiative-from 'Fjordlyft är ett initiativ från Havsverket och Habo kommun.' \
  'Fjordlyft | partner | Havsverket
Fjordlyft | partner | Habo kommun'

reads money-given-to-somebody 'Formas har beviljat Umeå universitet 4 miljoner kronor för projektet Fjordlyft.' \
  'Fjordlyft | funder | Formas
Fjordlyft | lead | Umeå universitet'

reads head-of-the-line 'Projektet Fjordlyft, med Umeå universitet i spetsen, samlar Habo kommun, Ale kommun och Vinnova.' \
  'Fjordlyft | lead | Umeå universitet
Fjordlyft | partner | Habo kommun
Fjordlyft | partner | Ale kommun
Fjordlyft | partner | Vinnova'

reads pays-along 'Vinnova är med och finansierar projektet Fjordlyft. Formas står för finansieringen av projektet.' \
  'Fjordlyft | funder | Vinnova
Fjordlyft | funder | Formas'

reads worked-out-by 'Kampanjen Fjordlyft har tagits fram av Skogsstyrelsen.' 'Fjordlyft | lead | Skogsstyrelsen'

reads behind-in-english 'Lund University and Nordhavet Ltd are behind the project Fjordlyft.' \
  'Fjordlyft | partner | Lunds universitet
Fjordlyft | partner | Nordhavet Ltd'

reads place-before-the-names 'Fjordlyft är ett projekt som drivs av organisationer i Norrbygd, bl a Havsverket och Habo kommun. Projektet finansieras av Europeiska unionen.' \
  'Fjordlyft | partner | Havsverket
Fjordlyft | partner | Habo kommun'

reads applied-for-is-not-given 'Projektet Levande Fjord växer. Habo kommun ansöker om medel från Vinnova till projektet. Regeringen föreslår att projektet finansieras av Naturvårdsverket. Ale kommun deltar inte i projektet.'
reads several-subjects 'Nordvind AB växer.

Lena Ek, Per Ask och Eva Lind är professorer vid Lunds universitet.' \
  'Lena Ek | professor | Lunds universitet
Per Ask | professor | Lunds universitet
Eva Lind | professor | Lunds universitet'
reads genitive-in-the-predicate 'Lena Ek är Energimyndighetens ekonomichef.' \
  'Lena Ek | ekonomichef | Energimyndigheten'
reads genitive-title-comma 'De möttes av Vinnovas generaldirektör, Lena Ek.' \
  'Lena Ek | generaldirektör | Vinnova'
reads worked-at-several 'Lena Ek har tidigare arbetat på bland annat Vinnova, Lunds universitet och Energimyndigheten.' \
  'Lena Ek | - | Vinnova
Lena Ek | - | Lunds universitet
Lena Ek | - | Energimyndigheten'
reads a-verb-is-no-title 'Statssekreterare Lena Ek inviger bron

Bron är lång och bred, och den har väntat på sin invigning i många år.' \
  'Lena Ek | statssekreterare | -'
reads post-in-the-government-offices 'Lena Ek är ny digitaliseringschef i Regeringskansliet.' \
  'Lena Ek | digitaliseringschef | Regeringskansliet'
reads inquiry-chair 'Till särskild utredare har regeringen utsett Lena Ek. Skogsutredningen ska redovisas i maj.' \
  'Lena Ek | särskild utredare | Skogsutredningen'

reads nickname-in-the-middle 'Elisabeth "Lisa" Sundberg Holm är rektor för Kustskolan.' \
  'Elisabeth Sundberg Holm | rektor | Kustskolan'
reads definite-title-belongs-behind 'Gruppen leds av kapten Lena Ek, analyschefen för Vinnova, Per Ask, och Energimyndighetens ekonomichef, Eva Lind.' \
  'Lena Ek | kapten | -
Per Ask | analyschef | Vinnova
Eva Lind | ekonomichef | Energimyndigheten'
reads further-post-after-samt 'Hon heter Lena Ek. Hon har varit jurist vid Vinnova, tecknat kartor (KTR) samt chef för enheten för hav vid Energimyndigheten.' \
  'Lena Ek | jurist | Vinnova
Lena Ek | chef för enheten för hav | Energimyndigheten'

reads two-of-a-department 'Forskarna Anna Holm och Karl Berg vid Institutionen för geovetenskaper, Uppsala universitet, visade resultat.' \
  'Anna Holm | forskare | Uppsala universitet
Karl Berg | forskare | Uppsala universitet'
reads nominated-or-declined 'Anna Holm har tackat nej till uppdraget som ordförande för Kustkommissionen. Karl Berg nominerades till ledamot i Kustkommissionen.' \
  '? Anna Holm | ordförande | Kustkommissionen
? Karl Berg | ledamot | Kustkommissionen'
reads sits-in 'Anna Holm ingår i Domarnämnden.' 'Anna Holm | - | Domarnämnden'
reads firm-with-two-halves 'Svea Lind & Trä AB bygger huset.'

reads county-is-a-place 'Talare är landshövdingen i Hallands län, Maria Sund.' \
  'Maria Sund | landshövding | -'

# --- projects: dates and sums

# tells WHAT TEXT [EXPECTED]: the lines `project | start, end or amount | value | payer`.
tells () {
  printf '%s\n' "$2" >"$tmp/text.txt"
  "$NYSTA" extract "$tmp/text.txt" >"$tmp/found" 2>"$tmp/err" ||
    { fail "$1" "$(cat "$tmp/err")"; return; }
  is "$1" "$(awk -F'\t' '
    $1 == "value" { print $2 " | " $3 " | " $4 ($5 == "-" ? "" : " " $5) " | " $6 }' \
      "$tmp/found" | sort)" "$(printf '%s' "${3-}" | sort)"
}

tells sums-and-who-pays 'Vinnova finansierar projektet Levande Fjord med 4,5 miljoner kronor. Naturvårdsverket bidrar med 500 000 kronor till projektet.' \
  'Levande Fjord | amount | 4500000 SEK | Vinnova
Levande Fjord | amount | 500000 SEK | Naturvårdsverket'
tells sum-in-english 'The Living Fjord project was awarded EUR 1.25 million by Vinnova.' \
  'Living Fjord | amount | 1250000 EUR | Vinnova'
tells budget-is-of-nobody 'Projektet Levande Fjord har en budget på 14 mkr och finansieras av Vinnova.' \
  'Levande Fjord | amount | 14000000 SEK | -'
tells sums-applied-for-or-a-year 'Habo kommun ansöker om 2 miljoner kronor från Vinnova till projektet Levande Fjord. Projektet får stöd med 2 miljoner kronor per år.'
tells sum-without-a-project 'Vinnova satsar 4 miljoner kronor på skolor.'
tells sum-without-a-currency 'Projektet Levande Fjord växer. Vinnova satsar 17,5 miljoner på projektet och når 2 miljoner fiskar.' \
  'Levande Fjord | amount | 17500000 SEK | Vinnova'
tells period-below-its-label 'Levande Fjord

Projektägare: Habo kommun

Projektperiod

Oktober 2021–september 2024

Budget:

2,5 miljoner kronor' \
  'Levande Fjord | start | 2021-10 | -
Levande Fjord | end | 2024-09 | -
Levande Fjord | amount | 2500000 SEK | -'
tells years-in-one-word 'Projektet Levande Fjord pågår 2022-2024.' \
  'Levande Fjord | start | 2022 | -
Levande Fjord | end | 2024 | -'
tells dates 'Projektet Levande Fjord startar i januari 2024 och pågår till och med den 30 juni 2026.' \
  'Levande Fjord | start | 2024-01 | -
Levande Fjord | end | 2026-06-30 | -'
tells period 'Projektet Levande Fjord pågår under åren 2022–2024.' \
  'Levande Fjord | start | 2022 | -
Levande Fjord | end | 2024 | -'
tells period-backwards 'Projektet Levande Fjord pågår under åren 2024–2022.'
tells year-of-something-else 'Projektet Levande Fjord fick pris 2019.'
tells dates-planned 'Projektet Levande Fjord planeras starta 2030.'
tells labels-with-dates-and-sums 'Levande Fjord

Projektägare: Habo kommun
Budget: 1 500 000 kr
Projekttid: 1 september 2020–1 mars 2022' \
  'Levande Fjord | amount | 1500000 SEK | -
Levande Fjord | start | 2020-09-01 | -
Levande Fjord | end | 2022-03-01 | -'

# --- sheets of projects

reads sections-that-are-projects 'EU-projekt inom fritid

Ljusare vinter

Projektet ska ge fler unga en meningsfull fritid.

Externa samverkanspartners är

- Maison de Mer (Belgien)
- Rädda åarna
- Fritidsforum i Gent
- Faculty of Play vid Sandlida universitet
- staden Brugge.

Fond: Havsblå fonden
Projekttid: 2022-01-01 till 2023-12-31
Habo kommuns roll: projektägare

Bokbron

Projektet lånar ut böcker.

Projektpartners är

- Habo kommun
- Biblioteket Oy.

Fond: Havsblå fonden
Habo kommuns roll: partner' \
  'Ljusare vinter | partner | Maison de Mer
Ljusare vinter | partner | Rädda åarna
Ljusare vinter | partner | Fritidsforum
Ljusare vinter | partner | Sandlida universitet
Ljusare vinter | partner | Brugge
Ljusare vinter | funder | Havsblå fonden
Ljusare vinter | lead | Habo kommun
Bokbron | partner | Habo kommun
Bokbron | partner | Biblioteket Oy
Bokbron | funder | Havsblå fonden'
reads labels-over-lines 'SEAHUB

About the project

SEAHUB develops methods for sharing data between small ports.

Coordinator
Rannsjo University

Project partners
Norrport AB
Kystforsk
Danish Harbour Lab

Duration
2021-2024

Funded by
Nordic Blue Fund

Read more

Newsletter' \
  'SEAHUB | lead | Rannsjo University
SEAHUB | partner | Norrport AB
SEAHUB | partner | Kystforsk
SEAHUB | partner | Danish Harbour Lab
SEAHUB | funder | Nordic Blue Fund'
reads people-under-a-label 'Levande Fjord

Projektet restaurerar vikar.

Projektägare: Habo kommun
Deltagare: Lena Ek (docent, Sandlida universitet), Moa Ask (biolog, Habo kommun)
Projektledare: Lena Ek' \
  'Lena Ek | docent | Sandlida universitet
Lena Ek | projektledare | -
Moa Ask | biolog | Habo kommun
Levande Fjord | lead | Habo kommun'
names items-of-what-is-led-in 'Nätet drivs tillsammans med följande organisationer:

- Care for Coast
- Vaasan Meri (Finland)
- flera kommuner
- Lena Ek, kassör' 'Care for Coast
Vaasan Meri'
reads partners-in-paragraphs 'Nytt initiativ för öppna kartor

Projektet Kartbygget ska göra kommunernas kartor fria.

Projektparter

Kartlabbet är ett labb som arbetar med öppna data.

Stiftelsen Humla ger råd till föreningar.

Övriga partners

Kartnätet, Habo kommun, Öppen Mark och Centrum för landskap.

Finansiering

Projektet finansieras av Vinnova.' \
  'Kartbygget | partner | Kartlabbet
Kartbygget | partner | Stiftelsen Humla
Kartbygget | partner | Kartnätet
Kartbygget | partner | Habo kommun
Kartbygget | partner | Öppen Mark
Kartbygget | partner | Centrum för landskap
Kartbygget | funder | Vinnova'
reads infrastructure-of-many 'About MAPPOP

MAPPOP is a national research infrastructure for historical map data.

MAPPOP consists of the following partners:

- Sandlida University
- The National Map Archives

MAPPOP is hosted by Rannsjo University and funded by the Nordic Map Fund.' \
  'MAPPOP | partner | Sandlida University
MAPPOP | partner | The National Map Archives
MAPPOP | lead | Rannsjo University
MAPPOP | funder | Nordic Map Fund'
reads infrastructure-nobody-pays-for 'MAPPOP is a national research infrastructure for historical map data.'
reads acknowledgement-of-a-meeting 'MAPWORK 2024

Third meeting on old maps

Acknowledgements

The workshop has been supported by the Nordic Map Society. It has also received funding from Vinnova (grant no. 2023-001).' \
  'MAPWORK 2024 | funder | Nordic Map Society
MAPWORK 2024 | funder | Vinnova'
reads granted-together 'Stöd till samarbete över gränsen

Styrkommittén har prioriterat två projekt som får 2 miljoner euro i stöd av Gränsfonden.

Grön fjord

Område: Natur

Projektet ska rädda vikar. Projektägare är Habo kommun.

Blå fjäll

Område: Turism

Projektet ska märka leder över fjället. Projektägare är Region Skåne.' \
  'Grön fjord | funder | Gränsfonden
Grön fjord | lead | Habo kommun
Blå fjäll | funder | Gränsfonden
Blå fjäll | lead | Region Skåne'
reads items-with-short-names 'Följande infrastrukturprojekt beviljas medfinansiering från Vinnova:

* SJÖLED - Safe winter navigation
* Ny hamn i norr - NHN' \
  'SJÖLED | funder | Vinnova
Ny hamn i norr - NHN | funder | Vinnova'
reads list-with-countries 'SEAGRID (2018-2022)

1. Havn Energi, Norge
2. Instrumentos y redes, Spanien
3. Rannsjo University, Sverige

The SEAGRID project develops tools for ports.' \
  'SEAGRID | partner | Havn Energi
SEAGRID | partner | Instrumentos y redes
SEAGRID | partner | Rannsjo University'
reads long-name-before-its-acronym 'Projektet Shared Tides through Digital Tools (SHATIDI) finansieras av Vinnova.' \
  'Shared Tides through Digital Tools | funder | Vinnova'
reads part-of-a-programme 'Projektet Levande Fjord restaurerar vikar. Projektet är en del av forskningsprogrammet Kusttrans och sker i samarbete mellan Habo kommun och Region Skåne.' \
  'Levande Fjord | partner | Habo kommun
Levande Fjord | partner | Region Skåne'
names fund-in-small-letters 'Arbetet får stöd av europeiska naturfonden.' 'Europeiska naturfonden'
reads parts-of-one-project 'Egenkraft

Digitalt stöd för lärande

Syfte och mål

Projektet ska hjälpa fler att lära sig läsa på egen hand.

Upplägg och genomförande

Projektet finansieras av Vinnova och inleddes i november 2020.

Kontakt

Lena Ek
Projektledare' \
  'Lena Ek | projektledare | -
Egenkraft | funder | Vinnova'
names a-label-at-the-end 'Nätet drivs tillsammans med:

- Lena Ek'
reads headings-over-text-are-no-labels 'Projektet Levande Fjord

Partner

Vi söker fler som vill vara med och arbeta för levande vikar längs hela kusten i höst, läs mer om hur.'

# --- nothing there

reads empty ''
reads no-organisation-is-made-up 'Anna Berg bor i Göteborg och tycker om att segla.'

# --- the map: each `file.c` → `function` of the README is there

grep -oE '`[a-z-]+\.c` → `[a-z_]+`(, `[a-z_]+`)*' "$SRCDIR/plugins/extract-press/README.md" |
  tr -d '`,' | while read -r file _ functions; do
    for function in $functions; do
      grep -q "^$function (" "$SRCDIR/plugins/extract-press/$file" || echo "$file: $function"
    done
  done >"$tmp/lost"
empty "the README names no function that is elsewhere" "$(cat "$tmp/lost")"

# --- names that no list has

# people TEXT OPTION...: the persons of TEXT.
people () {
  printf '%s\n' "$1" >"$tmp/text.txt"
  shift
  "$NYSTA" extract "$@" "$tmp/text.txt" |
    awk -F'\t' '$1 == "entity" && $3 == "person" { print $4 }'
}
row='Skatteverket: Xerxa Alavi, Per Lindgren'
is "a name that the tagger is sure of" "$(people "$row")" "Xerxa Alavi
Per Lindgren"
is "not without the tagger" "$(people "$row" --no-tagger)" "Per Lindgren"
# organisations TEXT OPTION...: the same for organisations.
organisations () {
  printf '%s\n' "$1" >"$tmp/text.txt"
  shift
  "$NYSTA" extract "$@" "$tmp/text.txt" |
    awk -F'\t' '$1 == "entity" && $3 == "organisation" { print $4 }'
}
row='Avtalet gäller även Lundhem och Solgruppen.'
is "organisations that the tagger is sure of" "$(organisations "$row")" "Lundhem
Solgruppen"
is "not without the tagger" "$(organisations "$row" --no-tagger)" ""
is "nor in a title" "$(organisations 'Fasen kallas ”Samtal, Lunhem och Skogen” av deltagarna.')" ""
is "nor in a heading" "$(organisations "## $row")" ""
is "nor a part of a longer name" "$(organisations 'Avtalet gäller även Ek Lundhem.')" ""
is "nor what is called after one" "$(organisations 'Avtalet gäller även Lundhem-dagen.')" ""
is "nor where most of the text says otherwise" "$(organisations "$row Många bor i Lundhem. Hon är född i Lundhem.")" "Solgruppen"
is "nor a room that is called like somebody" "$(people 'Plats: Sammanträdesrum Ek, kommunhuset')" ""

# --- what is a title in another language

reads capitals-of-an-english-title 'Vi talar i dag med Eva Ek, vd för LEAD, om det som är nytt.' \
  'Eva Ek | vd | LEAD'
reads title-of-three-letters 'Vi talar i dag med Eva Ek, CISO på Vinnova, om det som är nytt.' \
  'Eva Ek | CISO | Vinnova'
reads block-in-danish 'Byen har fået et nyt råd, og Mette Ek, it-chef på Vinnova, er blevet formand for det fra januar.'
reads block-in-norwegian 'Byen har fått et nytt råd, og Mette Ek, it-chef på Vinnova, er nå leder for dette etter valget.'

# --- English names with "and", and the parts of universities

names english-series 'Mary Stone of the Royal Academy of Letters, History and Antiquities has said so to us.
' 'Royal Academy of Letters, History and Antiquities'
reads english-of-and 'Mary Stone, professor at the Northern University of Science and Technology, has said so to us.' \
  'Mary Stone | professor | Northern University of Science and Technology'
reads english-department-comma 'Mary Stone is a researcher at the Department of Computer Science, Ekby University.' \
  'Mary Stone | researcher | Ekby University'
reads english-department-and 'John Day, professor at the Department of Signal Processing and Acoustics at Norrby University, leads the work.' \
  'John Day | professor | Norrby University'
reads english-department-alone 'Carl Alm, researcher at the Department of Energy, spoke to the board that day.' \
  'Carl Alm | researcher | -'
names english-people-in-a-series 'She has met with the Council of Norrby, Bo Ek and Anna Alm, who are in the town for this.' \
  'Council of Norrby'

# --- how far a name goes

names letters-prove-the-whole 'The day was arranged by Nordby University and Nordby Institutes and Sea Towns (NIST), and by others.' \
  'Nordby Institutes and Sea Towns
Nordby University'
names pair-of-fields 'Stödet kommer från Kungliga skogs- och vattenakademin i år.' \
  'Kungliga skogs- och vattenakademin'
names to-whom-is-in-the-word 'De möttes på Norges EU-representation i går.' 'Norges EU-representation'
names peoples-are-none 'The work was done in collaboration with Kenyan and Nordby University, as we have said before.' 'Nordby University'

names in-cooperation 'Projektet leds av föreningen Nordbyhamnar i samverkan. Lena Ek är vd för Nordbyhamnar i samverkan.' \
  'Nordbyhamnar i samverkan'
names in-cooperation-with-others 'Projektet leds av föreningen Nordbyhamnar i samverkan med boende.' \
  'Nordbyhamnar'
names houses-in-small-letters 'Utställningen visas av Rörelsens arkiv och bibliotek i maj.' \
  'Rörelsens arkiv och bibliotek'
names houses-with-capitals 'Bygget leds av Nordby Hamn och Logistik sedan i våras.' 'Nordby Hamn och Logistik'
names english-subject-of-a-name 'The call is funded by the Nordby Foundation for International Cooperation in Research and Higher Education, which has paid for it before.' \
  'Nordby Foundation for International Cooperation in Research and Higher Education'
names english-place-of-a-name 'The call is funded by the Nordby Foundation for International Cooperation in Norway, which has paid for it before.' \
  'Nordby Foundation for International Cooperation'
names government-offices 'Lena Ek arbetar som sakkunnig i Regeringskansliet.' 'Regeringskansliet'

# --- of whom a list is, by its lead, its headline or the body that has a title for a name

reads experts-of-an-inquiry 'Experter i Kustutredningen

Regeringskansliet har beslutat om vilka experter som ska stödja utredningen. Till dessa hör:

* Lena Ek, professor vid Lunds universitet
* Per Ask, biträdande rektor' \
  'Lena Ek | professor | Lunds universitet
Lena Ek | expert | Kustutredningen
Per Ask | biträdande rektor | -
Per Ask | expert | Kustutredningen'
reads members-in-one-row 'Nya ledamöter i Fyrrådet

Regeringen utsåg i dag nya ledamöter i Fyrrådet hos Havsverket.

Följande personer har utsetts:

Lena Ek, Per Ask, Eva Lind, Olof Alm, Karin Berg, Nils Dahl, Maria Falk, Anna Gran, Erik Holm och Sara Lund.' \
  'Lena Ek | ledamot | Fyrrådet
Per Ask | ledamot | Fyrrådet
Eva Lind | ledamot | Fyrrådet
Olof Alm | ledamot | Fyrrådet
Karin Berg | ledamot | Fyrrådet
Nils Dahl | ledamot | Fyrrådet
Maria Falk | ledamot | Fyrrådet
Anna Gran | ledamot | Fyrrådet
Erik Holm | ledamot | Fyrrådet
Sara Lund | ledamot | Fyrrådet'
reads committee-that-has-a-title 'Ledamöter i kommittén Hållbara villkor för fyrar och hamnar förordnade

Som ledamöter i kommittén förordnas:

Lena Ek, riksdagsledamot (M)

Per Ask, riksdagsledamot (S)' \
  'Lena Ek | riksdagsledamot | -
Lena Ek | ledamot | Kommittén Hållbara villkor för fyrar och hamnar
Per Ask | riksdagsledamot | -
Per Ask | ledamot | Kommittén Hållbara villkor för fyrar och hamnar'
names council-that-has-a-title 'Första mötet med rådet för Ett seglande land

Lena Ek höll i mötet med rådet Ett seglande land i går.' \
  'Rådet för Ett seglande land'
names no-title-of-a-council 'I dag träffade rådet Anna Ek och rådet En gång till.' ''
reads one-verb-for-two-posts 'Till ordförande i Fyrrådet utses Lena Ek samt till sekreterare juristen Per Ask.' \
  'Lena Ek | ordförande | Fyrrådet
Per Ask | jurist | -
Per Ask | sekreterare | Fyrrådet'
reads titles-in-columns 'Som ledamöter i Fyrrådet förordnas:

Lena Ek, justitieråd                 ordförande

Per Ask, professor                   ledamot' \
  'Lena Ek | justitieråd | -
Lena Ek | ordförande | Fyrrådet
Per Ask | professor | -
Per Ask | ledamot | Fyrrådet'
reads headline-over-the-same-name 'Regeringen anställer Lena Ek som generaldirektör för Havsverket

Lena Ek är i dag kommundirektör i Ale kommun.' \
  'Lena Ek | generaldirektör | Havsverket
Lena Ek | kommundirektör | Ale kommun'

# --- posts that sentences tell in other ways

reads one-of-several 'Lena Ek är en av ledamöterna i Fyrrådet.' \
  'Lena Ek | ledamot | Fyrrådet'
reads one-of-the-founders 'Per Ask är också en av grundarna av Nordvind AB.' \
  'Per Ask | grundare | Nordvind AB'
reads prepositions-of-two-titles 'Lena Ek är grundare av och vd för Nordvind AB.' \
  'Lena Ek | grundare | Nordvind AB
Lena Ek | vd | Nordvind AB'
reads succeeded-by 'Lena Ek avgår som vd för Nordvind AB och efterträds av Per Ask.' \
  'Lena Ek | vd | Nordvind AB
Per Ask | vd | Nordvind AB'
reads replaces-as 'Lena Ek ersätter Per Ask som generaldirektör för Boverket.' \
  'Lena Ek | generaldirektör | Boverket
Per Ask | generaldirektör | Boverket'
reads between-two-years 'Lena Ek var mellan 2010 och 2014 generaldirektör för Boverket.' \
  'Lena Ek | generaldirektör | Boverket'
reads positions-at 'Lena Ek har haft ledande befattningar på Boverket och Vinnova.' \
  'Lena Ek | - | Boverket
Lena Ek | - | Vinnova'
reads active-at 'Lena Ek är verksam vid Lunds universitet.' \
  'Lena Ek | - | Lunds universitet'
reads boards-of-two 'Lena Ek sitter i styrelsen för Nordvind AB och Vinnova.' \
  'Lena Ek | - | Nordvind AB
Lena Ek | - | Vinnova'
reads further-boards 'Lena Ek är vd för Nordvind AB. Andra styrelseuppdrag är bland annat Boverket och Vinnova.' \
  'Lena Ek | vd | Nordvind AB
Lena Ek | - | Boverket
Lena Ek | - | Vinnova'
reads task-and-place 'Lena Ek som jobbar med digitala tjänster på Boverket sade det.' \
  'Lena Ek | - | Boverket'
reads brackets-of-each 'Med var statssekreterarna Lena Ek (Finansdepartementet), Per Ask (Kulturdepartementet) och Eva Lind (Socialdepartementet).' \
  'Lena Ek | statssekreterare | Finansdepartementet
Per Ask | statssekreterare | Kulturdepartementet
Eva Lind | statssekreterare | Socialdepartementet'
reads brackets-behind-a-pair 'Studien leds av professor Lena Ek och professor Per Ask (Lunds universitet) samt docent Eva Lind (Vinnova).' \
  'Lena Ek | professor | Lunds universitet
Per Ask | professor | Lunds universitet
Eva Lind | docent | Vinnova'
reads place-behind-the-second 'Nämnden utser Lena Ek till ledamot och Per Ask till ersättare i Fyrrådet.' \
  'Lena Ek | ledamot | Fyrrådet
Per Ask | ersättare | Fyrrådet'
reads leaves-a-board 'Lena Ek ersätter Per Ask som lämnar Boverkets styrelse efter åtta år.' \
  'Lena Ek | - | Boverket
Per Ask | - | Boverket'
reads who-leaves-behind-a-colon 'Följande personer lämnar styrelsen för Boverket: Lena Ek och Per Ask.' \
  'Lena Ek | - | Boverket
Per Ask | - | Boverket'
reads who-leaves-an-employer 'Lena Ek lämnar Boverket efter åtta år.' ''
reads staff-under-organisations 'Våra samarbeten är flera.

Boverket

Lena Ek
Strateg

Per Ask
Jurist

Vinnova

Eva Lind
Handläggare' \
  'Lena Ek | strateg | Boverket
Per Ask | jurist | Boverket
Eva Lind | handläggare | Vinnova'
reads way-to-the-page 'Vinnova / Forskning / Projekt

Projektledare: Lena Ek, forskare' \
  'Lena Ek | projektledare | Vinnova
Lena Ek | forskare | Vinnova'
reads whose-right-it-is 'Stormen kom i maj.

(c) Vindarbete för Kusten. För återgivning kontakta ansvarig utgivare Lena Ek.' \
  'Lena Ek | ansvarig utgivare | Vindarbete för Kusten'
reads bracket-before-a-seat 'Ledningsgruppen:

Lena Ek (Boverket), ordförande
Per Ask (Vinnova)' \
  'Lena Ek | ordförande | -
Lena Ek | - | Boverket
Per Ask | - | Vinnova'
reads board-of-nobody 'Board Members

Mary Stone
Lund University

Carl Alm
Vinnova' \
  'Mary Stone | board member | -
Mary Stone | - | Lunds universitet
Carl Alm | board member | -
Carl Alm | - | Vinnova'

# --- where somebody is beside the post; what a noun, `där` or a meeting goes back to

reads noun-for-a-part 'Stiftelsen Träklustret Norr har börjat räkna. Nu ska Lena Ek, jurist på klustret, sammanställa allt som har hänt.' \
  'Lena Ek | jurist | Stiftelsen Träklustret Norr'
reads genitive-noun-in-an-entry 'Länsstyrelsen Skåne har utsett dem.

Ordförande
Lena Ek, länsstyrelsens jurist' \
  'Lena Ek | jurist | Länsstyrelsen i Skåne län
Lena Ek | ordförande | -'
reads whose-meeting-it-was 'Nya krafter

Den 30 mars höll Föreningen Gamla Båtar årsmöte i hamnen, och det blev en lång dag för alla.

Nyvalda ledamöter:

* Lena Ek
* Per Ask' \
  'Lena Ek | ledamot | Föreningen Gamla Båtar
Per Ask | ledamot | Föreningen Gamla Båtar'
reads who-sends-a-letter 'Nyhetsbrev från Föreningen Gamla Båtar

Sommaren gick fort, och nu drar det igång på riktigt med allt som vi har väntat på.

Vi hörs,
Lena Ek, processledare' \
  'Lena Ek | processledare | Föreningen Gamla Båtar'
reads back-to-a-place 'Lena Ek återgår till Boverket. Där var hon chef. Efter sex år som jurist på Vinnova slutar Per Ask.' \
  'Lena Ek | chef | Boverket
Per Ask | jurist | Vinnova'
reads after-years-at 'Efter tio år på Boverket blir Lena Ek chef för Vinnova.' \
  'Lena Ek | - | Boverket
Lena Ek | chef | Vinnova'
reads a-past-somewhere 'Där väntar museichefen Lena Ek, med ett förflutet just på Boverket.' \
  'Lena Ek | - | Boverket
Lena Ek | museichef | -'
reads with-colleagues 'Hur det går följs av Lena Ek och två kollegor vid Lunds universitet; de lämnar en rapport. Mary Stone and her group at Vinnova have launched it.' \
  'Lena Ek | - | Lunds universitet
Mary Stone | - | Vinnova'
reads founded-by 'Nordvind AB grundades 2014 av Lena Ek och Per Ask, och har i dag butiker i tio städer.' \
  'Lena Ek | - | Nordvind AB
Per Ask | - | Nordvind AB'
reads founded-by-a-project 'Nordvind AB finns i tio städer. Det grundades av en slump, säger Lena Ek till oss i dag.' ''
reads denied-place 'Lena Ek har inte varit anställd vid Vinnova, och det har ingen annan heller.' ''
reads no-owner-of-a-post 'Tjänsten på Vinnova tillsattes av Lena Ek i går, och det gick som det brukar.' ''
reads scholar-of-a-town 'Lunds universitet växer. Det säger Lena Ek, professor i kemi i Lund, om det som händer.' \
  'Lena Ek | professor i kemi | Lunds universitet'
reads where-clause 'It is run from Lund University, where Mary Stone, Professor of Food Technology, is with us today.' \
  'Mary Stone | professor of Food Technology | Lunds universitet'
reads their-own 'Boverket kom med förra veckan och ska prova. Deras jurist Lena Ek vill se mer av det.' \
  'Lena Ek | jurist | Boverket'
reads people-at-somewhere 'It was a work of many.

People @ Mindlab

- Lena Ek
- Per Ask' \
  'Lena Ek | - | Mindlab
Per Ask | - | Mindlab'

# --- what is no part of an English title

reads english-director-of 'Carl Alm, Director of the National Infrastructure for Computing (NIFC), is with us today.' \
  'Carl Alm | director | National Infrastructure for Computing'
reads english-chair-of-a-board 'Carl Alm has served as Chair of the NORDI Board for two years, and he is with us today.' \
  'Carl Alm | chair | NORDI'
reads english-member-of-a-board 'Mary Stone is a member of the NORDI board, and she is with us today.' \
  'Mary Stone | member of the NORDI board | NORDI'
reads english-elect 'The board has elected Carl Alm as chair-in-elect for the following two-year period, as we have said.' \
  'Carl Alm | chair-in-elect | -'
reads english-minister-of-a-state 'Mary Stone, Deputy Prime Minister of Norway, is with us today and so are we all.' \
  'Mary Stone | deputy prime minister | -'
reads english-nouns-before-the-head 'Mary Stone is co-founder and citizen participation expert at Vinnova, as we have said.' \
  'Mary Stone | co-founder | Vinnova
Mary Stone | citizen participation expert | Vinnova'
reads month-before-a-name 'At its meeting on the 14th June Mary Stone, director at Vinnova, was with the others.' \
  'Mary Stone | director | Vinnova'

reads acts-through-somebody 'Boverket är med och stöttar detta genom Lena Ek.' \
  'Lena Ek | - | Boverket'
reads two-places-and-a-slash 'Det säger Lena Ek vid Lunds universitet/SciLifeLab i dag.' \
  'Lena Ek | - | Lunds universitet
Lena Ek | - | SciLifeLab'
reads whose-chair 'Mycket uträttas av Boverket, vars generaldirektör Lena Ek har räknat till tolv möten.' \
  'Lena Ek | generaldirektör | Boverket'
reads noun-of-a-name 'Nordby Science Park växer. Det säger Lena Ek, vd för science parken, om bygget.' \
  'Lena Ek | vd | Nordby Science Park'
reads academic-in-a-town 'Umeå universitet är värd. Nu finns metoderna, säger Lena Ek, professor i markekologi i Umeå, och Per Ask, postdoktor i Lund.' \
  'Lena Ek | professor i markekologi | Umeå universitet
Per Ask | postdoktor | -'
reads chair-of-a-committee 'Borås kommun bygger. Det är bra, säger kulturnämndens ordförande Lena Ek (L).' \
  'Lena Ek | kulturnämndens ordförande | Borås kommun'
reads in-the-capacity-of 'Per Ask har granskat räkenskaperna i egenskap av revisor.' \
  'Per Ask | revisor | -'
reads re-elected-as 'Omvald som kassör för två år blev Per Ask.' \
  'Per Ask | kassör | -'
holds manager-of-a-project 'This is the news of the town that we have for you today.

Vinnova has engaged Anna Berg as project manager for NORDIS, as we have said before.' \
  'Anna Berg | project manager for NORDIS | Vinnova | - | -'
reads present-and-others 'Ale kommun
Kommunstyrelsen
Protokoll 2024-04-16

Närvarande
Lena Ek (S), ordförande
Per Ask (C)

Övriga närvarande
Eva Lind, Vinnova' \
  'Lena Ek | ordförande | Ale kommun
Per Ask | - | Ale kommun
Eva Lind | - | Vinnova'
reads sentences-under-a-name 'Lena Ek
Direktör. Professor i geografi vid Lunds universitet sedan 2016. Hon bor i en båt.

Per Ask
Tidigare jurist vid Boverket och Vinnova samt redaktör. Arbetar nu som skribent.' \
  'Lena Ek | direktör | -
Lena Ek | professor i geografi | Lunds universitet
Per Ask | jurist | Boverket
Per Ask | jurist | Vinnova
Per Ask | redaktör | -'
reads group-that-helps 'Regeringen har utsett en rådgivande grupp för havet som ska bistå Havsverket.

Gruppens ledamöter:

Lena Ek, professor
Per Ask, jurist' \
  'Lena Ek | professor | -
Lena Ek | ledamot | Havsverket
Per Ask | jurist | -
Per Ask | ledamot | Havsverket'
reads second-clause 'Perioden är tre år och projektledare är Lena Ek vid Boverket, som vi har sagt.' \
  'Lena Ek | projektledare | Boverket'
reads post-in-a-word 'Lena Ek tar över ordförandeposten i Boverkets råd efter Per Ask.' \
  'Lena Ek | ordförande | Boverket
Per Ask | ordförande | Boverket'
reads club-of-the-chair 'Efter nio år lämnade Lena Ek över ordförandeklubban till Per Ask.' \
  'Lena Ek | ordförande | -
Per Ask | ordförande | -'
reads no-post-in-a-word 'Lena Ek tar över stolen och tavlan efter Per Ask.' ''
reads name-over-its-meeting 'BYLAGET NORR
Referat från årsmötet i Ekeby den 2 april 2023

Lena Ek valdes om till kassör.' \
  'Lena Ek | kassör | BYLAGET NORR'
reads letter-from-its-sender 'Nyhetsbrev från Boverket – september

Det har hänt en del.

Lena Ek, enhetschef' \
  'Lena Ek | enhetschef | Boverket'
reads two-titles-of-the-next 'Som ledamöter i Fyrrådet utses Lena Ek, professorn och forskaren Per Ask och Eva Lind.' \
  'Lena Ek | ledamot | Fyrrådet
Per Ask | professor | -
Per Ask | forskare | -
Per Ask | ledamot | Fyrrådet
Eva Lind | ledamot | Fyrrådet'

# --- lines set in columns

reads columns-by-blanks 'Till kommittén har utsetts:

Helena Alm, justitieråd                      ordförande

Per Berg, professor          ledamot' \
  'Helena Alm | justitieråd | -
Helena Alm | ordförande | -
Per Berg | ledamot | -
Per Berg | professor | -'
reads columns-by-tabs "$(printf 'Anna Ek\tavdelningschef\tVinnova\n\nBo Alm\tutredare\tFormas')" \
  'Anna Ek | avdelningschef | Vinnova
Bo Alm | utredare | Formas'

# --- how far a title goes

reads title-for-a-time 'The board has elected Mary Stone as chair for two years and John Day as chair-in-elect for the following two-year period.' \
  'John Day | chair-in-elect | -
Mary Stone | chair | -'
reads title-of-a-state 'At the invitation of Ms Mary Stone, Deputy Prime Minister of the Kingdom of Norway, they met in Oslo that day.' \
  'Mary Stone | deputy prime minister | -'
reads title-of-the-name 'We met Mary Stone, Director of the Nordic e-Weather Collaboration (NeWC), and John Day, Director of the Northern Infrastructure for Storms (NIS).' \
  'John Day | director | Northern Infrastructure for Storms
Mary Stone | director | Nordic e-Weather Collaboration'
reads title-with-its-project 'Mary Stone has worked since then as our STORM project manager, and before that on other things.' \
  'Mary Stone | STORM project manager | -'
reads title-of-several-english 'Among them are the sub-project managers Mary Stone and John Day, and they have met with us.' \
  'John Day | sub-project manager | -
Mary Stone | sub-project manager | -'
reads title-behind-the 'The lead researcher, Mary Stone, has said to us that this is how it will go on.' \
  'Mary Stone | lead researcher | -'
reads title-behind-an-article 'Att föreningen har en egen ombudsman, Nina Alm, är ovanligt i dessa delar av landet.' \
  'Nina Alm | ombudsman | -'
reads title-of-the-bare-body 'Som sekreterare i kommittén anställs Lena Alm, som kommer från andra uppdrag.' \
  'Lena Alm | sekreterare | -'
reads title-of-a-small-group 'Han satt som ledamot i juryn. Eva Ek är representant i projektets styrgrupp sedan länge.' \
  'Eva Ek | representant i projektets styrgrupp | -'
reads one-of-the-founders 'Eva Ek är en av grundarna av den ideella hubben NORRSKEN, som finns kvar i byn.' \
  'Eva Ek | grundare | Norrsken'
reads one-of-those-who-came 'Eva Ek är en av deltagarna i den utbildning som ges i byn varje år.'
reads head-of-what-has-no-name 'Så många har aldrig sökt, säger Eva Ek, vd för teknikparken, och ler.' \
  'Eva Ek | vd | -'
reads gd-as-it-stands 'Vi talade med Eva Ek, gd på Vinnova, om det som är nytt i år.' \
  'Eva Ek | gd | Vinnova'
reads medically-responsible 'Medicinskt ansvarig blir Eva Ek. Det har sagts här förut.' \
  'Eva Ek | medicinskt ansvarig | -'
reads re-elected-as 'Omvald som kassör för två år blev Eva Ek. Det har sagts här förut.' \
  'Eva Ek | kassör | -'
reads title-since-some-time 'Nu finns metoderna, säger Eva Ek, lektor och sedan i våras ledamot av Vinnova.' \
  'Eva Ek | ledamot | Vinnova
Eva Ek | lektor | Vinnova'
reads workplace-and-title 'Bo Alm på Vinnova, jurist, skrev det här stödet på en förmiddag i maj.' \
  'Bo Alm | jurist | Vinnova'
reads two-occupations 'Eva Ek
konstvetare och skribent' \
  'Eva Ek | konstvetare | -
Eva Ek | skribent | -'
reads titles-and-a-stop 'Eva Ek
filosofie doktor i historia och lektor i logik vid Lunds universitet.' \
  'Eva Ek | filosofie doktor i historia | Lunds universitet
Eva Ek | lektor i logik | Lunds universitet'

# --- the lines of a life

holds life-by-years 'Eva Ek
har en examen i juridik.

2015–2019 Enhetschef, Vinnova.

2010 - 2014 Utredare, Formas.

2008 - Ambassadör i Oslo.' \
  'Eva Ek | ambassadör | - | 2008 | -
Eva Ek | enhetschef | Vinnova | 2015 | 2019
Eva Ek | utredare | Formas | 2010 | 2014'
reads life-in-sentences 'Mary Stone
Director. Professor of Law at Lund University since 2016. Before that she was away.' \
  'Mary Stone | director | -
Mary Stone | professor of Law | Lunds universitet'

# --- who is nobody

is "a form of address" "$(people 'H.E. Mr. Zvonko Grlek Marunic, Jamaica')" "Zvonko Grlek Marunic"
is "a square" "$(people 'De möttes vid Gustaf Adolfs torg och gick sedan hem.')" ""
is "an assembly" "$(people 'They have all been at the Danish Climate Assembly and are now at home again.')" ""
is "a day" "$(people 'At its meeting on the 14th June Eva Ek has left the board.')" "Eva Ek"
is "builders" "$(people 'Snickaren Lindberg Bygg har byggt huset.')" ""

# --- what somebody is, by more ways to say it

reads takes-part-as 'Eva Ek svingade klubban som mötesordförande när byn möttes i går.' \
  'Eva Ek | mötesordförande | -'
reads taken-for 'Eva Ek ser sig inte som projektledare, säger hon till oss i dag.'
reads leader-there 'Havsverket ansvarar för kurserna. Verksamhetsledaren där, Eva Ek, har fått in många.' \
  'Eva Ek | verksamhetsledare | Havsverket'
reads general-before-a-name 'Vi mötte general Eva Ek där ute på fältet i går kväll.' \
  'Eva Ek | general | -'
reads strategist-within 'Eva Ek
Senior strateg inom digital hälsa
Vinnova' \
  'Eva Ek | senior strateg inom digital hälsa | Vinnova'
reads professor-in-short 'Prof. Eva Ek
Vice Center Director
Lund University' \
  'Eva Ek | professor | Lunds universitet
Eva Ek | vice Center director | Lunds universitet'
reads director-of-the-county 'Eva Ek, länsstyrelsens beredskapsdirektör' \
  'Eva Ek | beredskapsdirektör | -'
reads convener-of-the-nominators 'Sedan i går är Eva Ek valberedningens sammankallande där.' \
  'Eva Ek | valberedningens sammankallande | -'
reads chair-of-a-regional-board 'Bo Alm (S), ordförande i regionala utvecklingsnämnden, lovar att komma dit.' \
  'Bo Alm | ordförande i regionala utvecklingsnämnden | -'
reads english-nouns-in-swedish 'Det är viktigt, säger Bo Alm, Citizen participation consultant på Vinnova, i dag.' \
  'Bo Alm | citizen participation consultant | Vinnova'
reads two-heads-two-words 'Eva Ek är vd för Vinnova. Bo Alm är verkställande direktör för Formas.' \
  'Bo Alm | verkställande direktör | Formas
Eva Ek | vd | Vinnova'
reads project-manager-twice 'Mary Stone is project manager at Vinnova. We met the STORM project manager Mary Stone there.' \
  'Mary Stone | STORM project manager | -
Mary Stone | project manager | Vinnova'
reads critic-by-the-head 'Vi talade med Eva Ek, konstkritiker på Vinnova, i går.' \
  'Eva Ek | konstkritiker | Vinnova'
is "a name between names" "$(people 'Omval föreslås av Eva Ek, Zvyntar Grlekan, Bo Alm och Nils Berg i år.')" \
  "Eva Ek
Bo Alm
Nils Berg
Zvyntar Grlekan"
is "a name alone on its line among such" "$(people 'Styrelsen

- Eva Ek
- Zvyntar Grlekan
- Bo Alm
- Nils Berg')" "Eva Ek
Bo Alm
Nils Berg
Zvyntar Grlekan"
is "a name below which is its title" "$(people 'Zvyntar Obi
Doctoral student. Her thesis is on storms.')" "Zvyntar Obi"

# --- who is named beside a project, and takes no part in it

reads employer-of-one-who-is-asked 'Projektet Levande Fjord leds av Habo kommun. Enligt Per Ask, limnolog vid Umeå universitet, har vattnet blivit klarare.' \
  'Per Ask | limnolog | Umeå universitet
Levande Fjord | lead | Habo kommun'
reads something-else-the-same-day 'Vinnova finansierar projektet Ljusare vinter. Samma dag invigde Region Halland en ny vårdcentral.' \
  'Ljusare vinter | funder | Vinnova'
reads where-the-figures-are-from 'Projektet Grön hamn samlar Ale kommun och Lerums kommun. Siffrorna kommer från Naturvårdsverket.' \
  'Grön hamn | partner | Ale kommun
Grön hamn | partner | Lerums kommun'
reads whose-road-it-is 'Habo kommun leder projektet Trygg väg. Trafikverket äger vägen.' \
  'Trygg väg | lead | Habo kommun'
reads where-it-is-shown 'Projektet Varm sten drivs av Nordvind AB. I mars visas det på en mässa hos Malmö universitet.' \
  'Varm sten | lead | Nordvind AB'
reads who-said-no 'Fjordlyft är ett projekt som leds av Ale kommun. Lerums kommun tackade nej.' \
  'Fjordlyft | lead | Ale kommun'
reads who-does-alike 'The project Blue Stone is led by Lund University. Uppsala University has a similar one.' \
  'Blue Stone | lead | Lunds universitet'

# --- who speaks, and who stands in a list of people

reads quoted-of-herself '– Jag är vice ordförande i Vinnova och jurist sedan länge, säger Eva Ek till oss.' \
  'Eva Ek | jurist | -
Eva Ek | vice ordförande | Vinnova'
reads interviewed-of-herself 'Möt Eva Ek i dag

Hur började det?

– Jag mönstrade på som styrman hos Vinnova. Det höll i sex år.' \
  'Eva Ek | styrman | Vinnova'
reads nobody-quoted 'Bo Alm och Eva Ek har mötts.

– Jag är vice ordförande i Vinnova sedan länge.'
reads line-like-the-neighbours 'Vi möttes i går kväll i huset vid havet och pratade om hur det ska gå till.

Johan af Ek, verksamhetschef på Vinnova, leder rådet:
– Ingen ska behöva flytta från byn.' \
  'Johan af Ek | verksamhetschef | Vinnova'
reads project-manager-for-it 'Mary Stone is project manager for STORM. We met the STORM project manager Mary Stone there.' \
  'Mary Stone | STORM project manager | -'
is "one of two people in a list of people" "$(people 'People

- Zvyntar Grlekan
- Eva Ek')" "Eva Ek
Zvyntar Grlekan"
is "one of two lines, of what nobody says" "$(people 'Previous

- Zvyntar Grlekan
- Eva Ek')" "Eva Ek"
is "lines with blank ones between" "$(people 'Board members

Eva Ek (Chair)

Bo Alm

Zvyntar Grlekan')" "Eva Ek
Bo Alm
Zvyntar Grlekan"

# --- one person by two names, two persons by one run of capitals

is "a name with and without its end" "$(people 'Carlos Vega Montero leder arbetet i byn.

Så säger Carlos Vega till oss.')" "Carlos Vega Montero"
is "a name that stands beside a longer one" "$(people 'Anna Ek och Anna Maria Ek leder arbetet i byn.')" "Anna Ek
Anna Maria Ek"
is "a particle spelt otherwise" "$(people 'Anna af Ugglas leder arbetet i byn.

Så säger Anna av Ugglas till oss.')" "Anna af Ugglas"
is "two names with nothing between" "$(people 'Bo Alm leder arbetet. Där träffade Bo Alm Anna Ek, direktör vid Vinnova.')" "Bo Alm
Anna Ek"
reads firm-that-is-a-word 'Eva Ek har varit kommunikationsansvarig för Vinnova och Investor i flera år.' \
  'Eva Ek | kommunikationsansvarig | Investor
Eva Ek | kommunikationsansvarig | Vinnova'

done_testing
