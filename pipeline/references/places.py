"""Places of publication: they tell ``Worcester`` from ``Praeger`` where no colon does."""

import re
from typing import Final

PLACES: Final = frozenset(
    """
    aarhus|aberdeen|accra|addis ababa|albany|albuquerque|aldershot|alexandria|algiers|amherst|amsterdam|ankara|ann arbor|
    antwerp|antwerpen|armonk|arlington|asunción|athens|atlanta|auckland|austin|baghdad|baltimore|bangalore|bangkok|barcelona|
    basel|basingstoke|baton rouge|beijing|beirut|belfast|belgrade|belmont|bergen|berkeley|berlin|bern|bethesda|beverly hills|
    bilbao|birmingham|bloomington|boca raton|bogotá|bogota|bologna|bombay|bonn|bordeaux|boston|boulder|bratislava|bremen|
    brighton|brill|brisbane|bristol|bruges|brussels|bruxelles|bucharest|budapest|buenos aires|buffalo|burlington|cairo|calcutta|
    cambridge|canberra|cape town|caracas|cardiff|carbondale|catania|chapel hill|charlottesville|chennai|chicago|chichester|
    cincinnati|cleveland|coimbra|colchester|college park|college station|cologne|colombo|columbia|columbus|copenhagen|córdoba|
    cracow|cranbury|dakar|dallas|dar es salaam|darmstadt|delhi|den haag|denver|detroit|dordrecht|dresden|dublin|durban|durham|
    düsseldorf|east lansing|edinburgh|eindhoven|englewood cliffs|essen|eugene|evanston|exeter|fayetteville|firenze|florence|
    frankfurt|frankfurt am main|freiburg|gainesville|garden city|geneva|genève|genoa|genova|ghent|gent|glasgow|göttingen|
    graz|greenwich|grenoble|groningen|guadalajara|guatemala|habana|halifax|halle|hamburg|hamilton|hamden|hannover|hanoi|
    harare|harlow|harmondsworth|hartford|havana|heidelberg|helsinki|hillsdale|hoboken|hong kong|honolulu|houndmills|houston|
    indianapolis|innsbruck|iowa city|istanbul|ithaca|jackson|jakarta|jena|jefferson|jerusalem|johannesburg|kampala|kansas city|
    karachi|kassel|kiel|kiev|kingston|knoxville|kobe|köln|krakow|kraków|kuala lumpur|kyiv|kyoto|københavn|la paz|lagos|lahore|
    lancaster|lanham|laramie|las vegas|belo horizonte|dijon|salvador|recife|porto alegre|brasília|newcastle|abingdon|new york, ny|lausanne|lawrence|leeds|leicester|leiden|leipzig|leningrad|leuven|lewisburg|lexington|liège|lima|
    lincoln|lisboa|lisbon|liverpool|ljubljana|london|londres|los angeles|louisville|louvain|lubbock|lund|lyon|lyons|maastricht|macon|
    madison|madrid|mahwah|mainz|malden|managua|manchester|manila|marburg|medellín|medford|melbourne|méxico|mexico city|miami|
    middletown|milan|milano|milton keynes|milwaukee|minneapolis|minsk|montevideo|montreal|montréal|moscow|mumbai|munich|
    münchen|münster|nairobi|nanjing|naples|napoli|nashville|neuchâtel|neuwied|new brunswick|new delhi|new haven|new orleans|new york|
    new york city|newark|newbury park|nijmegen|norman|northampton|norwich|notre dame|nottingham|novosibirsk|oakland|odense|oldenburg|
    oslo|ottawa|oxford|oxon|padova|palo alto|paris|pasadena|philadelphia|phoenix|pisa|pittsburgh|port of spain|portland|porto|
    potsdam|prague|praha|pretoria|princeton|providence|québec|quebec|quito|rabat|raleigh|reading|reykjavik|riga|rio de janeiro|
    rochester|roma|rome|rotterdam|sage|salamanca|salt lake city|salzburg|san antonio|san diego|san francisco|san jose|san josé|
    san juan|santa barbara|santa fe|santa monica|santiago|santiago de chile|santo domingo|são paulo|sarajevo|seattle|seoul|
    sevilla|seville|shanghai|sheffield|singapore|sofia|southampton|springfield|st louis|st. louis|st. paul|st petersburg|
    st. petersburg|stanford|stockholm|strasbourg|stuttgart|syracuse|sydney|taipei|tallinn|tampa|tartu|tempe|thousand oaks|
    tokyo|toronto|torino|totowa|toulouse|trieste|tübingen|tucson|tunis|turin|tuscaloosa|university park|uppsala|upper saddle river|
    urbana|utrecht|valencia|vancouver|venezia|venice|vienna|vilnius|waco|walnut creek|warsaw|warszawa|washington|washington dc|
    waterloo|wellington|westport|wien|wiesbaden|williamsburg|winnipeg|wolfenbüttel|worcester|würzburg|york|zagreb|zürich|zurich|
    n.p|s.l|monaco|neapel|saskatoon|calgary|edmonton|regina|quebec city|st. john's|victoria|kitchener|guelph|москва|ленинград|санкт-петербург|киев|софия|минск|белград|the hague|'s-gravenhage|
    aix-en-provence|alicante|avignon|bad heilbrunn|baden-baden|bari|besançon|bielefeld|bochum|brescia|brno|caen|campinas|cádiz|cluj|
    curitiba|debrecen|dortmund|düren|erlangen|erfurt|ferrara|florianópolis|fribourg|gdańsk|gießen|granada|hildesheim|iași|izmir|
    katowice|klagenfurt|konstanz|la plata|lille|limoges|linz|louvain-la-neuve|lublin|lugano|łódź|magdeburg|málaga|mannheim|marseille|
    modena|montpellier|murcia|namur|nancy|nantes|neukirchen-vluyn|novi sad|olomouc|opladen|osnabrück|oviedo|paderborn|palermo|
    pamplona|parma|passau|perugia|poitiers|poznań|puebla|regensburg|rennes|rosario|rostock|rouen|saarbrücken|san sebastián|
    sankt gallen|siena|skopje|soveria mannelli|szeged|thessaloniki|tirana|toruń|trier|verona|vitoria|weimar|weinheim|wuppertal|
    xalapa|zaragoza
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
) - {
    "brill",
    "sage",
    "columbia",
    "jackson",
    "lincoln",
    "reading",
    "norman",
    "florence",
    "kingston",
    "hamilton",
    "lawrence",
}
AMBIGUOUS_PLACES: Final = frozenset({"norman", "jackson", "lincoln", "lawrence", "reading", "columbia"})
REGION: Final = re.compile(
    r"(?:[A-Z]\.? ?[A-Z]\.?|U\.?K\.?|U\.?S\.?A\.?|D\.C\.|N\.Y\.|Mass|Conn|Calif|Ill|Mich|Minn|"
    r"Pa|Penn|Fla|Okla|Nev|Ore|Ariz|Ala|La|Ga|Kan|Neb|Wash|Colo|Tex|Wis|Ind|Md|Va|Vt|Tenn|"
    r"Ont|"
    r"England|Scotland|Wales|Ireland|United Kingdom|Great Britain|United States|United States of America|"
    r"Canada|Australia|New Zealand|"
    r"Germany|France|Italy|Spain|Portugal|Switzerland|Austria|(?:The )?Netherlands|Belgium|"
    r"Denmark|Norway|Sweden|Finland|Poland|"
    r"Hungary|Greece|Turkey|Russia|Israel|India|China|Japan|South Korea|Korea|South Africa|"
    r"Kenya|Nigeria|Egypt|Mexico|Brazil|Brasil|España|México|Argentina|"
    r"Chile|Peru|Colombia|Cuba|Estonia|Latvia|Lithuania|Iceland|Taiwan|Singapore|Deutschland|"
    r"Alabama|Alaska|Arizona|Arkansas|California|"
    r"Colorado|Connecticut|Delaware|Florida|Georgia|Hawai.?i|Idaho|Illinois|Indiana|Iowa|Kansas|"
    r"Kentucky|Louisiana|Maine|Maryland|"
    r"Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|"
    r"New Jersey|New Mexico|New York|"
    r"North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|"
    r"South Dakota|Tennessee|Texas|Utah|"
    r"Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming|Ontario|Quebec|Québec|British Columbia|"
    r"Queensland|Victoria)\.?\Z"
)
_SMALL = frozenset("dc ; / and de of the am an der upon on y et und la le in sur del al do da dos e i".split())
_ELIDED = re.compile(r"[dl]['’][^\W\d_a-z]")
_ANNOUNCE = frozenset(("In", "No", "Nr", "Vol", "Bd"))
"""What a colon follows that is no place's: ``In: Bürger und Mauern``, ``Yayınları No:12``."""
_MAX_LENGTH = 80
"""No list of places is longer, in characters."""
_JOINT = re.compile(r"\s?[,;/]\s?|\s(?:and|&|et|und|y|e)\s")


def is_known_place(text: str) -> bool:
    """Say whether ``text`` is a list of places all or the first of which are known places of publication."""
    if len(text) > _MAX_LENGTH:
        return False
    text = text.strip(" .")
    is_one = text.count(" ") < 2 and not ("," in text or ";" in text or "/" in text)
    parts = [p.strip("[] ?").rstrip(".") for p in ((text,) if is_one else _JOINT.split(text))]
    first = parts[0].lower()
    if first in PLACES:
        return all(p.lower() in PLACES or REGION.match(p) for p in parts[1:])
    return (
        len(parts) > 1
        and _is_capitalised(parts[0])
        and all(REGION.match(p) for p in parts[1:])
        and len(parts[0].split()) <= 4
    )


def looks_like_place(text: str) -> bool:
    """Say whether ``text`` could be a place before a colon: a few capitalised words and no figures."""
    words = text.split()
    if not words or words[-1] in _ANNOUNCE:
        return False
    return len(words) <= 9 and not any(c.isdigit() or c in '?!“”"' for c in text) and _is_capitalised(text)


def _is_capital(char: str) -> bool:
    """Say whether a word that begins so is not in lower case; scripts without case have no other letters."""
    return char.isupper() or (char.isalpha() and not char.islower())


def _is_capitalised(text: str) -> bool:
    words = text.strip("[]() ").split()
    return (
        bool(words)
        and (_is_capital(words[0][0]) or words[0].startswith(("’s-", "'s-")))
        and all(
            _is_capital(w[0]) or w[0] in "['’(&/;" or "." in w or w.strip(",;") in _SMALL or _ELIDED.match(w)
            for w in words
        )
    )
