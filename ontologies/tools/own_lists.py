# SPDX-License-Identifier: LGPL-2.1-or-later
"""What no table has: small lists of the project's own, CC0."""

KINDS = {
    "municipality": ("kommun", "municipality"),
    "region": ("region", "region"),
    "agency": ("myndighet", "government agency"),
    "university": ("lärosäte", "university or university college"),
    "organisation": ("organisation", "organisation"),
}

# Short names of organisations that are ordinary words, too.
AMBIGUOUS_LABELS = set("""
3 af adda akademiska bilda byggnads digital fas fi fokus forte forum fö handels humana if ideon
ju karolinska king kommissionen kommunal kn ku kry leader ledarna li life livs meta ministerrådet
pappers ratio realtid rådet scouterna sensus södra st transport tre us va vision visita voi
leva posten partner cost unionen begripsam
""".split())

# Names that are words at the start of a sentence often enough, and places that are words.
# Their counts alone do not tell: the list of words has lost its capitals.
AMBIGUOUS_WORDS = set("""
ale arv ask bark berg björk björn blad blid blom boden bonde bro bror brun brunn dag dal dalen
damm dom dufva duva ed ek eld eng fager fall fast flink flod frank fri frid frisk fur gran gren
grip grund glad hall hammar hans hare hed hedan hel herr hjort hjälm hov hult humble håll hök
jung järn kil klang klar knut kors krok kron kung kvarn kvick kvist lager lans lax lilja liv
ljung lo lugn lång lycka löf löv man mark mild modig mor mora munk my mård nord norr orre palm
park pil per port ram rapp rask ren ring rolig ros rosen rot ro rå räv rönn sal sala sand saga
sann segel sjö skog skott skön sköld slätt smed sol sommar spets spång stad stark stege sten
stig stjärna stock stolt storm strand ström strömmar stål svan svart svensk svärd säter tall
tapper tor torn tro trogen trosa trygg träff ung uggla vall vara varg vass vide vind vinter viola
våg väst åker äng ärlig öster ö å
alba angel april august augusti cedar chance charm dawn destiny diamant faith grace happy harmony
hope ivory jade joy june king lady lily lord love mac melody mercy ocean pearl prince princess
queen rain ray ruby sky star summer sunny violet will art bill bob dick don grant guy pat rich
rob sue chair fellow head lead major member counsel captain coach player reader partner principal
general officer pilot medarbetare deltagare ansvarig
alfa beta delta gamma vi du en har han hon den det ni nu så till var it ai eu
""".split())

# These would make a title of many a word they end: `metropolis`, `samarbetspartner`.
NO_COMPOUND = {"kung", "polis", "partner", "lots", "råd"}

# In the table of heads, but no titles by themselves; all titles with them are listed.
NO_ROLES = {"råd"}

# How an acronym in a title is spelt.
ROLE_SPELLING = {"it-chef": "IT-chef"}

ROLE_LABELS = {
    "vd": ["VD", "v.d."],
    "gd": ["GD"],
    "ordförande": ["ordf."],
    "ledamot": ["led."],
}

# Head, definite, plural, definite plural.
MORE_ROLES = [
    ("guvernör", "guvernören", "guvernörer", "guvernörerna"),
    ("initiativtagare", "initiativtagaren", "initiativtagare", "initiativtagarna"),
    ("projektör", "projektören", "projektörer", "projektörerna"),
    ("justerare", "justeraren", "justerare", "justerarna"),
    ("protokollförare", "protokollföraren", "protokollförare", "protokollförarna"),
    ("sekretariatschef", "sekretariatschefen", "sekretariatschefer", "sekretariatscheferna"),
    ("stipendiat", "stipendiaten", "stipendiater", "stipendiaterna"),
    ("pristagare", "pristagaren", "pristagare", "pristagarna"),
    ("uppfinnare", "uppfinnaren", "uppfinnare", "uppfinnarna"),
    ("marskalk", "marskalken", "marskalkar", "marskalkarna"),
    ("kommendant", "kommendanten", "kommendanter", "kommendanterna"),
    ("notarie", "notarien", "notarier", "notarierna"),
    ("konsulent", "konsulenten", "konsulenter", "konsulenterna"),
    ("instruktör", "instruktören", "instruktörer", "instruktörerna"),
    ("konstruktör", "konstruktören", "konstruktörer", "konstruktörerna"),
    ("kontorist", "kontoristen", "kontorister", "kontoristerna"),
    ("sammankallande", "sammankallanden", "sammankallande", "sammankallandena"),
    ("förtroendevald", "förtroendevalde", "förtroendevalda", "förtroendevalda"),
    ("president", "presidenten", "presidenter", "presidenterna"),
    ("borgmästare", "borgmästaren", "borgmästare", "borgmästarna"),
    ("kommissionär", "kommissionären", "kommissionärer", "kommissionärerna"),
    ("kommissarie", "kommissarien", "kommissarier", "kommissarierna"),
    ("rådman", "rådmannen", "rådmän", "rådmännen"),
    ("lagman", "lagmannen", "lagmän", "lagmännen"),
    ("nämndeman", "nämndemannen", "nämndemän", "nämndemännen"),
    ("förtroendeman", "förtroendemannen", "förtroendemän", "förtroendemännen"),
    ("talesman", "talesmannen", "talesmän", "talesmännen"),
    ("taleskvinna", "taleskvinnan", "taleskvinnor", "taleskvinnorna"),
    ("förman", "förmannen", "förmän", "förmännen"),
    ("utgivare", "utgivaren", "utgivare", "utgivarna"),
    ("föreläsare", "föreläsaren", "föreläsare", "föreläsarna"),
    ("översättare", "översättaren", "översättare", "översättarna"),
    ("tolk", "tolken", "tolkar", "tolkarna"),
    ("debattör", "debattören", "debattörer", "debattörerna"),
    ("krönikör", "krönikören", "krönikörer", "krönikörerna"),
    ("fysiker", "fysikern", "fysiker", "fysikerna"),
    ("matematiker", "matematikern", "matematiker", "matematikerna"),
    ("ekolog", "ekologen", "ekologer", "ekologerna"),
    ("epidemiolog", "epidemiologen", "epidemiologer", "epidemiologerna"),
    ("virolog", "virologen", "virologer", "virologerna"),
    ("arkeolog", "arkeologen", "arkeologer", "arkeologerna"),
    ("etnolog", "etnologen", "etnologer", "etnologerna"),
    ("statsvetare", "statsvetaren", "statsvetare", "statsvetarna"),
    ("lantmätare", "lantmätaren", "lantmätare", "lantmätarna"),
    ("diakon", "diakonen", "diakoner", "diakonerna"),
    ("komminister", "komministern", "komministrar", "komministrarna"),
    ("pastor", "pastorn", "pastorer", "pastorerna"),
    ("imam", "imamen", "imamer", "imamerna"),
    ("rabbin", "rabbinen", "rabbiner", "rabbinerna"),
    ("kantor", "kantorn", "kantorer", "kantorerna"),
    ("dirigent", "dirigenten", "dirigenter", "dirigenterna"),
    ("regissör", "regissören", "regissörer", "regissörerna"),
    ("skådespelare", "skådespelaren", "skådespelare", "skådespelarna"),
    ("sångare", "sångaren", "sångare", "sångarna"),
    ("kompositör", "kompositören", "kompositörer", "kompositörerna"),
    ("formgivare", "formgivaren", "formgivare", "formgivarna"),
    ("illustratör", "illustratören", "illustratörer", "illustratörerna"),
    ("receptionist", "receptionisten", "receptionister", "receptionisterna"),
    ("kapten", "kaptenen", "kaptener", "kaptenerna"),
    ("löjtnant", "löjtnanten", "löjtnanter", "löjtnanterna"),
    ("kommendör", "kommendören", "kommendörer", "kommendörerna"),
    ("befälhavare", "befälhavaren", "befälhavare", "befälhavarna"),
    ("veterinär", "veterinären", "veterinärer", "veterinärerna"),
    ("apotekare", "apotekaren", "apotekare", "apotekarna"),
    ("dietist", "dietisten", "dietister", "dietisterna"),
    ("logoped", "logopeden", "logopeder", "logopederna"),
    ("ställföreträdare", "ställföreträdaren", "ställföreträdare", "ställföreträdarna"),
    ("opponent", "opponenten", "opponenter", "opponenterna"),
    ("adept", "adepten", "adepter", "adepterna"),
    ("aktuarie", "aktuarien", "aktuarier", "aktuarierna"),
    ("attaché", "attachén", "attachéer", "attachéerna"),
    ("diplomat", "diplomaten", "diplomater", "diplomaterna"),
    ("kansliråd", "kanslirådet", "kansliråd", "kansliråden"),
    ("departementsråd", "departementsrådet", "departementsråd", "departementsråden"),
    ("justitieråd", "justitierådet", "justitieråd", "justitieråden"),
    ("ämnesråd", "ämnesrådet", "ämnesråd", "ämnesråden"),
    ("hovrättsråd", "hovrättsrådet", "hovrättsråd", "hovrättsråden"),
    ("kommunpolis", "kommunpolisen", "kommunpoliser", "kommunpoliserna"),
    ("vice vd", "vice vd:n", "", ""),
]

# What may stand before a title and belongs to it. Ranks of time (tidigare, f.d., ny) don't.
ROLE_MODIFIERS = [
    "vice", "biträdande", "bitr.", "tf.", "tf", "t.f.", "tillförordnad", "tillförordnade",
    "ställföreträdande", "ställf.", "vikarierande", "vik.", "adjungerad", "senior", "seniora",
    "junior", "1:e", "2:e", "3:e", "1:a", "2:a", "förste", "andre", "deputy", "acting",
    "interim", "associate",
]

# In the list of titles, but no titles in press releases.
NO_TITLES = set("""
modell vakt gäst hora herre fru fröken page lama don khan kong munk slav kollega don bobby
""".split())

MORE_FUNCTION_WORDS = {
    "sv": """vi du ni han hon den det de jag kontakt presskontakt kontaktperson bilaga datum
    plats tid mer läs om fakta närvarande frånvarande beslut dagordning protokoll kallelse
    """.split(),
    "en": "contact about press release notes media for more".split(),
}
