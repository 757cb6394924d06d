"""The words that mean something special to the matcher, as data. All casefolded, no diacritics.

The lists are English, with the particles of names from other languages. They are short on purpose:
a word missing from them costs a little score, a word too many hides a name.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ARTICLES = _words("the a an")
"""Left off the front of a name."""

PREPOSITIONS = _words("in on at from to near by of off for with outside inside")
"""Left off the front of a name, where a span was drawn a little wide."""

INDEFINITE = _words(
    "a an another any both few many one other several some two three unnamed anonymous unidentified"
)
"""In front of somebody who is not named."""

TITLES = _words("""
    mr mrs ms miss mx dr prof professor sir dame lord lady madam sheikh shaikh imam ayatollah
    rabbi reverend rev father sister brother pastor bishop archbishop cardinal pope saint
    president vice prime deputy minister premier chancellor king queen prince princess emir sultan
    governor mayor senator sen representative rep congressman congresswoman ambassador secretary
    judge justice general gen colonel col major maj captain capt lieutenant lt sergeant sgt
    admiral commander detective officer inspector constable coach director former ex acting
""")
"""Left off the front of a name: honorifics, ranks, offices."""

TITLE_LINKS = _words("of for and in to at s")
"""After one of these a title is no title: "President of Chad", "Secretary for Health"."""

LEGAL_FORMS = _words("""
    inc incorporated ltd limited llc llp lp plc corp corporation co company pllc
    gmbh mbh ag kg kgaa ohg ug ev sa sas sarl scs snc spa srl sl slu sau sab cv rl bv nv
    oy oyj ab asa aps spzoo ooo oao zao pao ao too tov jsc ojsc cjsc pjsc fze fzco fzc
    pt tbk sdn bhd berhad persero se aktiengesellschaft pte pty pvt kk ооо оао зао пао ао тоо тов
""")
"""What kind of company it is in law: left off either end of its name."""

SUFFIXES = _words("jr sr esq phd md") | LEGAL_FORMS
"""Left off the end of a name."""

GENDERS = (
    _words("mr sir lord king prince father brother"),
    _words("mrs ms miss dame lady madam queen princess sister"),
)
"""Titles of men and of women: nobody has both."""

OFFICES = _words("""
    president minister premier chancellor king queen prince princess emir sultan governor mayor
    senator pope ambassador judge
""")
"""Titles of whoever holds an office; few hold two."""

PARTICLES = _words(
    "al el ul ad ash as an ar at az es et bin ibn ben bint bte van von der den de del della"
    " da di do dos du la le les las los ter ten zu y e do das dal des av het"
)
"""Small words inside a name; present, absent or glued on with a hyphen."""

KINSHIP = _words("abu abou abi aboul abul umm oum om um haji hajji hadji mullah mulla ابو ام الحاج")
"""Words that a name goes with or without, and that carry little of it."""

FUNCTION_WORDS = _words("""
    a about after again against all also although am among an and another any are as at be because
    been before being between both but by can could did do does during each for from further had has
    have having he her here hers him his how i if in into is it its itself just may me might more
    most my no nor not now of off on once only or other our out over own per said same say says
    she should so some such than that the their them then there these they this those through to
    told too under until up upon us very was we were what when where which while who whom whose why
    will with within without would yet you your
""")
"""Words that say little about what a statement is about."""

PRONOUNS = _words(
    "he him his himself she her hers herself it its itself they them their theirs themselves i me"
    " my we us our you your who whom whose this that these those one ones someone others"
)
"""Words that stand for somebody named elsewhere."""

NEGATIONS = _words(
    "not no never none nobody nothing neither nor without cannot cant dont doesnt didnt isnt arent"
    " wasnt werent wont wouldnt shouldnt couldnt hasnt havent hadnt denied denies deny denying"
)
"""Words that turn a statement round (an apostrophe inside a word is left off)."""

_SMALL_NUMBERS = """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty
""".split()  # noqa: SIM905 (a list of words reads best as words)

NUMBERS = {word: str(number) for number, word in enumerate(_SMALL_NUMBERS, start=2)} | {
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "hundred": "100",
}
"""Numbers in words. "One" is left out: it is mostly a pronoun."""

ROLES = _words("""
    agency analyst aide adviser advisor daily diplomat expert insider lawmaker leader member
    minister mp official officer person people police politician reporter correspondent report
    resident source spokesman spokesperson spokeswoman victim witness paper newspaper commander
    fighter soldier lawyer doctor investigator negotiator activist envoy chief chairman
    chairwoman director editor journalist scientist researcher professor economist executive
    employee worker relative neighbour neighbor prosecutor detective medic nurse teacher founder
    author columnist manager president secretary general ambassador
""")
"""What somebody unnamed is called, in the singular; capitalised only as a sentence begins."""

TYPE_WORDS = _words("""
    ministry minister university college school institute academy bank group holding holdings
    agency office department bureau committee commission council organisation association union
    federation party movement front army force forces police court hospital church airport port
    city town province state district region republic kingdom government embassy foundation fund
    trust center club league team television radio news newspaper industries international
    national federal central general global world authority service services system systems
    company corporation enterprise enterprises society institution parliament house chamber
    program project center research development trading investment investments
    insurance airlines airways club street
""")
"""What kind of organisation or place it is: compared, but many share it."""

SHELL_WORDS = _words("""
    group movement company corporation enterprise enterprises organisation holding holdings agency
    news newspaper club industries systems services foundation international limited
""")
"""Kinds of organisation that are as well left unsaid: "the Xinhua news agency" is Xinhua."""

NO_FIRST_NAMES = _words("san santa sao saint st new fort mount lake port cape los las big")
"""What many places begin with."""

UNTITLED = _words("motors electric mills dynamics assembly staff secretariat council hospital")
"""Before one of these "General" is no rank."""

CONTRASTS = (
    _words("north south east west northern southern eastern western central"),
    _words("upper lower"),
    _words("old new"),
    _words("first second third fourth fifth"),
    _words("air navy army ground"),
)
"""Words of which a name has one: "South Korea" is not "North Korea"."""

_TRANSLATED = {
    "bank": "banco banque banca banka bankasi bankas банк بنك مصرف",
    "ministry": "ministerio ministere ministero ministerium ministerie bakanligi министерство"
    " міністерство وزارة",
    "university": "universidad universidade universite universita universitat universiteit"
    " universitet uniwersytet universitesi университет університет جامعة",
    "institute": "instituto institut istituto институт інститут معهد",
    "academy": "academia academie akademie accademia академия академія",
    "school": "escuela ecole schule scuola школа",
    "agency": "agencia agence agentur agenzia агентство وكالة",
    "party": "partido parti partei partito партия партія حزب",
    "movement": "movimiento mouvement bewegung движение рух حركة",
    "front": "frente fronte фронт جبهة",
    "army": "ejercito armee esercito exercito армия армія جيش",
    "police": "policia polizei polizia policie polis полиция поліція شرطة",
    "court": "corte cour gericht tribunal суд محكمة",
    "council": "consejo conseil conselho consiglio rat совет рада مجلس",
    "commission": "comision comissao kommission commissione комиссия комісія",
    "committee": "comite komitee comitato комитет комітет لجنة",
    "organisation": "organization organizacion organizacao organizzazione organisatie"
    " организация організація منظمة",
    "association": "asociacion associacao associazione verband verein ассоциация асоціація جمعية",
    "union": "unione uniao союз союза اتحاد",
    "federation": "federacion federacao foderation federazione федерация федерація",
    "foundation": "fundacion fundacao fondation stiftung fondazione stichting مؤسسة",
    "fund": "fondo fonds fundo صندوق",
    "company": "compania compagnie compagnia companhia gesellschaft компания شركة",
    "group": "grupo groupe gruppe gruppo группа مجموعة",
    "hospital": "hopital krankenhaus ospedale больница مستشفى",
    "church": "iglesia eglise kirche chiesa igreja церковь كنيسة",
    "republic": "republica republique republik repubblica республика республіка جمهورية",
    "government": "gobierno gouvernement regierung governo правительство уряд حكومة",
    "parliament": "parlamento parlement парламент برلمان",
    "airport": "aeropuerto aeroport flughafen aeroporto аэропорт مطار",
    "newspaper": "periodico journal zeitung giornale jornal газета صحيفة جريدة",
    "radio": "радио",
    "television": "televisione televisao televizion telewizja телевидение",
    "center": "centre centro zentrum центр مركز",
    "national": "nacional nationale nazionale национальный национальная национальное"
    " الوطني الوطنية",
    "international": "internacional internationale internazionale международный международная"
    " международное الدولي الدولية",
    "central": "centrale zentral центральный центральная المركزي المركزية",
    "federal": "federale bundes федеральный федеральная",
    "state": "estatal staatliche staatliches государственный государственная государственное",
    "european": "europeo europea europeenne europeen europaische europaischer europeu"
    " европейский европейская",
    "world": "mundial mondial mondiale welt всемирный всемирная العالمي العالمية",
    "nations": "naciones nacoes nazioni nationen наций",
    "united": "unidas unidos unies unis vereinte vereinigte unite объединенных المتحدة",
    "red": "roja rouge rotes rote rossa vermelha красный",
    "cross": "cruz croix kreuz croce крест",
    "crescent": "croissant полумесяц",
    "health": "salud sante gesundheit salute saude здравоохранения الصحة",
    "defense": "defence defensa verteidigung difesa defesa обороны الدفاع",
    "foreign": "exteriores etrangeres auswartiges estero иностранных الخارجية",
    "interior": "inneren interno внутренних الداخلية",
    "justice": "justicia justiz giustizia justica юстиции العدل",
    "finance": "finanzas finances finanzen finanze finanzas финансов المالية",
    "education": "educacion bildung istruzione educacao образования التعليم",
    "trade": "comercio commerce handel commercio торговли التجارة",
    "labor": "labour trabajo travail arbeit lavoro trabalho труда العمل",
    "program": "programme programa programm programma программа برنامج",
    "development": "desarrollo developpement entwicklung sviluppo развития التنمية",
    "refugees": "refugiados refugies fluchtlinge rifugiati refugee",
    "workers": "trabajadores travailleurs arbeiter lavoratori",
}
TRANSLATED = {
    word: english for english, others in _TRANSLATED.items() for word in others.split()
} | {"العام": "general"}
"""Words that organisations are called by in other languages and spellings, to one English word."""

_NICKNAMES = """
    mohammed muhammad mohamed mohammad mohamad mohd mhd muhd · abigail abby gail · abraham abe ·
    albert al bert · alexander alex sasha sandy · alexandra alex sasha sandra · alfred alf fred
    · andrew andy drew · anthony tony antonio · antonio tony toni · arthur art · barbara barb ·
    benjamin ben benny binyamin bibi · bernard bernie · catherine cathryn kate cathy katie kathy
    · charles charlie chuck carlos · christopher chris · christine chris tina · daniel dan danny
    · david dave davey dawid · deborah deb debbie · dmitry dima mitya · donald don · dorothy dot
    · edward ed eddie ted ned · elizabeth liz beth betty eliza lisa libby · eugene gene yevgeny
    evgeny · francis frank · francisco paco pancho frank · franklin frank · frederick fred
    freddy · george georgy jorge · gerald gerry jerry · gregory greg · grigory grisha · harold
    harry hal · henry harry hank · ignacio nacho · isaac ike · ivan vanya · jacob jake yakov ·
    james jim jimmy jamie · janet jan · jeffrey jeff · jennifer jen jenny · jessica jess · john
    jack johnny jon · jonathan jon · jose pepe · joseph joe joey youssef yusuf · joshua josh ·
    katherine kathryn kate kathy katie · kenneth ken · konstantin kostya · lawrence larry ·
    leonard len leo · leonid lenya · louis lou luis · margaret maggie meg peggy · maria masha ·
    martin marty · matthew matt · michael mike mick mikhail miguel · mikhail misha michael ·
    nathan nate · nicholas nick nicky nikolai · nikolai kolya · patricia pat patty trish ·
    patrick pat paddy · paul pavel pablo · pavel pasha · peter pete pyotr pedro · philip phil ·
    raymond ray · rebecca becky · richard dick rick ricky rich · robert bob bobby rob robbie
    bert · ronald ron ronnie · russell russ · samuel sam sammy · sergei seryozha · stanley stan
    · stephen steve stefan · steven steve · susan sue · susan susie · svetlana sveta · tatiana
    tanya · theodore ted teddy · thomas tom tommy · timothy tim · victor vic · vincent vince ·
    vladimir volodymyr vova volodya · volodymyr vova · walter walt · william bill billy will
    willie liam · yuri yura · zachary zach
"""
NICKNAMES = tuple(frozenset(names.split()) for names in _NICKNAMES.split("·"))
"""First names with what their bearers are called for short, and in other languages."""

VAGUE_ROLES = _words("source person people insider member resident official report one")
"""Of these nearly everybody may be one."""

ONE_ROLE = {
    word: role
    for role, others in {
        "spokesperson": "spokesman spokeswoman",
        "newspaper": "paper daily",
        "lawmaker": "mp parliamentarian congressman congresswoman",
        "adviser": "advisor",
        "neighbour": "neighbor",
        "chairperson": "chairman chairwoman",
    }.items()
    for word in others.split()
}
"""Words for a role that another word is taken for."""

PARLIAMENTS = _words("parliament congress knesset duma majlis bundestag legislature")
"""A member of one of these is a lawmaker."""

OUTLET_WORDS = _words(
    "news newspaper paper agency newsagency daily magazine website site network television tv radio"
    " channel broadcaster outlet wire online com report"
)
"""What kind of outlet it is: left off its name where anything remains."""
