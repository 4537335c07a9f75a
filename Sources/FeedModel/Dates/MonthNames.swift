// Written by Scripts/generate-month-names.py from CLDR's data; `make generate` writes it again.

extension MonthTable {
  /// A line for each language: its tag, then the names of the twelve months in small letters.
  static let names: StaticString = """
    en; january|jan; february|feb; march|mar; april|apr; may; june|jun; july|jul; august|aug; \
    september|sep; october|oct; november|nov; december|dec
    de; januar|jan; februar|feb; märz|mär; april|apr; mai; juni|jun; juli|jul; august|aug; \
    september|sept|sep; oktober|okt; november|nov; dezember|dez
    fr; janvier|janv; février|févr; mars; avril|avr; mai; juin; juillet|juil; août; \
    septembre|sept; octobre|oct; novembre|nov; décembre|déc
    es; enero|ene; febrero|feb; marzo|mar; abril|abr; mayo|may; junio|jun; julio|jul; \
    agosto|ago; septiembre|sept|setiembre; octubre|oct; noviembre|nov; diciembre|dic
    pt; janeiro|jan; fevereiro|fev; março|mar; abril|abr; maio|mai; junho|jun; julho|jul; \
    agosto|ago; setembro|set; outubro|out; novembro|nov; dezembro|dez
    it; gennaio|gen; febbraio|feb; marzo|mar; aprile|apr; maggio|mag; giugno|giu; luglio|lug; \
    agosto|ago; settembre|set; ottobre|ott; novembre|nov; dicembre|dic
    nl; januari|jan; februari|feb; maart|mrt; april|apr; mei; juni|jun; juli|jul; \
    augustus|aug; september|sep; oktober|okt; november|nov; december|dec
    sv; januari|jan; februari|feb; mars; april|apr; maj; juni; juli; augusti|aug; \
    september|sep; oktober|okt; november|nov; december|dec
    da; januar|jan; februar|feb; marts|mar; april|apr; maj; juni|jun; juli|jul; august|aug; \
    september|sep; oktober|okt; november|nov; december|dec
    no; januar|jan; februar|feb; mars|mar; april|apr; mai; juni|jun; juli|jul; august|aug; \
    september|sep; oktober|okt; november|nov; desember|des
    fi; tammikuuta|tammikuu|tammi; helmikuuta|helmikuu|helmi; maaliskuuta|maaliskuu|maalis; \
    huhtikuuta|huhtikuu|huhti; toukokuuta|toukokuu|touko; kesäkuuta|kesäkuu|kesä; \
    heinäkuuta|heinäkuu|heinä; elokuuta|elokuu|elo; syyskuuta|syyskuu|syys; \
    lokakuuta|lokakuu|loka; marraskuuta|marraskuu|marras; joulukuuta|joulukuu|joulu
    pl; stycznia|styczeń|sty; lutego|luty|lut; marca|marzec|mar; kwietnia|kwiecień|kwi; \
    maja|maj; czerwca|czerwiec|cze; lipca|lipiec|lip; sierpnia|sierpień|sie; \
    września|wrzesień|wrz; października|październik|paź; listopada|listopad|lis; \
    grudnia|grudzień|gru
    cs; ledna|leden|led; února|únor|úno; března|březen|bře; dubna|duben|dub; \
    května|květen|kvě; června|červen|čvn; července|červenec|čvc; srpna|srpen|srp; září|zář; \
    října|říjen|říj; listopadu|listopad|lis; prosince|prosinec|pro
    hu; január|jan; február|febr; március|márc; április|ápr; május|máj; június|jún; \
    július|júl; augusztus|aug; szeptember|szept; október|okt; november|nov; december|dec
    ru; января|январь|янв; февраля|февраль|февр; марта|март|мар; апреля|апрель|апр; мая|май; \
    июня|июнь|июн; июля|июль|июл; августа|август|авг; сентября|сентябрь|сент; \
    октября|октябрь|окт; ноября|ноябрь|нояб; декабря|декабрь|дек
    uk; січня|січень|січ; лютого|лютий|лют; березня|березень|бер; квітня|квітень|квіт; \
    травня|травень|трав; червня|червень|черв; липня|липень|лип; серпня|серпень|серп; \
    вересня|вересень|вер; жовтня|жовтень|жовт; листопада|листопад|лист; грудня|грудень|груд
    tr; ocak|oca; şubat|şub|subat|sub; mart|mar; nisan|nis; mayıs|may; haziran|haz; \
    temmuz|tem; ağustos|ağu|agustos|agu; eylül|eyl|eylul; ekim|eki; kasım|kas|kasim; \
    aralık|ara|aralik
    el; ιανουαρίου|ιανουάριος|ιαν; φεβρουαρίου|φεβρουάριος|φεβ; μαρτίου|μάρτιος|μαρ|μάρ; \
    απριλίου|απρίλιος|απρ; μαΐου|μάιος|μαΐ|μάι; ιουνίου|ιούνιος|ιουν|ιούν; \
    ιουλίου|ιούλιος|ιουλ|ιούλ; αυγούστου|αύγουστος|αυγ|αύγ; σεπτεμβρίου|σεπτέμβριος|σεπ; \
    οκτωβρίου|οκτώβριος|οκτ; νοεμβρίου|νοέμβριος|νοε|νοέ; δεκεμβρίου|δεκέμβριος|δεκ
    ro; ianuarie|ian; februarie|feb; martie|mar; aprilie|apr; mai; iunie|iun; iulie|iul; \
    august|aug; septembrie|sept; octombrie|oct; noiembrie|nov; decembrie|dec
    hr; siječnja|siječanj|sij; veljače|veljača|velj; ožujka|ožujak|ožu; travnja|travanj|tra; \
    svibnja|svibanj|svi; lipnja|lipanj|lip; srpnja|srpanj|srp; kolovoza|kolovoz|kol; \
    rujna|rujan|ruj; listopada|listopad|lis; studenoga|studeni|stu; prosinca|prosinac|pro
    sr; јануар|јан|јануара; фебруар|феб|фебруара; март|мар|марта; април|апр|априла; мај|маја; \
    јун|јуна; јул|јула; август|авг|августа; септембар|сеп|септембра; октобар|окт|октобра; \
    новембар|нов|новембра; децембар|дец|децембра
    sr; januar|jan|januara; februar|feb|februara; mart|mar|marta; april|apr|aprila; maj|maja; \
    jun|juna; jul|jula; avgust|avg|avgusta|augusta; septembar|sep|septembra; \
    oktobar|okt|oktobra; novembar|nov|novembra; decembar|dec|decembra
    sk; januára|január|jan; februára|február|feb; marca|marec|mar; apríla|apríl|apr; \
    mája|máj; júna|jún; júla|júl; augusta|august|aug; septembra|september|sep; \
    októbra|október|okt; novembra|november|nov; decembra|december|dec
    sl; januar|jan; februar|feb; marec|mar; april|apr; maj; junij|jun; julij|jul; avgust|avg; \
    september|sep; oktober|okt; november|nov; december|dec
    bg; януари|яну; февруари|фев; март; април|апр; май; юни; юли; август|авг; септември|сеп; \
    октомври|окт; ноември|ное; декември|дек
    mk; јануари|јан; февруари|фев; март|мар; април|апр; мај; јуни|јун; јули|јул; август|авг; \
    септември|сеп; октомври|окт; ноември|ное; декември|дек
    be; студзеня|студзень|сту; лютага|люты|лют; сакавіка|сакавік|сак; красавіка|красавік|кра; \
    мая|май; чэрвеня|чэрвень|чэр; ліпеня|ліпень|ліп; жніўня|жнівень|жні; \
    верасня|верасень|вер; кастрычніка|кастрычнік|кас; лістапада|лістапад|ліс; \
    снежня|снежань|сне
    id; januari|jan; februari|feb|pebruari; maret|mar; april|apr; mei; juni|jun; juli|jul; \
    agustus|agu|agt|ags; september|sep; oktober|okt; november|nov|nop|nopember; desember|des
    ms; januari|jan; februari|feb; mac; april|apr; mei; jun; julai|jul; ogos|ogo; \
    september|sep; oktober|okt; november|nov; disember|dis
    ca; gener|gen; febrer|febr; març; abril|abr; maig; juny; juliol|jul; agost|ag; \
    setembre|set; octubre|oct; novembre|nov; desembre|des
    gl; xaneiro|xan; febreiro|feb; marzo|mar; abril|abr; maio; xuño; xullo|xul; agosto|ago; \
    setembro|set; outubro|out; novembro|nov; decembro|dec
    eu; urtarrila|urt; otsaila|ots; martxoa|mar; apirila|api; maiatza|mai; ekaina|eka; \
    uztaila|uzt; abuztua|abu; iraila|ira; urria|urr; azaroa|aza; abendua|abe
    is; janúar|jan; febrúar|feb; mars|mar; apríl|apr; maí; júní|jún; júlí|júl; ágúst|ágú; \
    september|sep; október|okt; nóvember|nóv; desember|des
    lt; sausio|sausis|saus; vasario|vasaris|vas; kovo|kovas|kov; balandžio|balandis|bal; \
    gegužės|gegužė|geg; birželio|birželis|birž; liepos|liepa|liep; rugpjūčio|rugpjūtis|rugp; \
    rugsėjo|rugsėjis|rugs; spalio|spalis|spal; lapkričio|lapkritis|lapkr; \
    gruodžio|gruodis|gruod
    lv; janvāris|janv; februāris|febr; marts; aprīlis|apr; maijs; jūnijs|jūn; jūlijs|jūl; \
    augusts|aug; septembris|sept; oktobris|okt; novembris|nov; decembris|dec
    et; jaanuar|jaan; veebruar|veebr; märts; aprill|apr; mai; juuni; juuli; august|aug; \
    september|sept; oktoober|okt; november|nov; detsember|dets
    sq; janar|jan; shkurt|shk; mars|mar; prill|pri; maj; qershor|qer; korrik|korr; \
    gusht|gush; shtator|sht; tetor|tet; nëntor|nën; dhjetor|dhj
    az; yanvar|yan; fevral|fev; mart|mar; aprel|apr; may; iyun|iyn; iyul|iyl; avqust|avq; \
    sentyabr|sen; oktyabr|okt; noyabr|noy; dekabr|dek
    kk; қаңтар|қаң; ақпан|ақп; наурыз|нау; сәуір|сәу; мамыр|мам; маусым|мау; шілде|шіл; \
    тамыз|там; қыркүйек|қыр; қазан|қаз; қараша|қар; желтоқсан|жел
    uz; yanvar|yan; fevral|fev; mart|mar; aprel|apr; may; iyun|iyn; iyul|iyl; avgust|avg; \
    sentabr|sen; oktabr|okt; noyabr|noy; dekabr|dek
    ar; يناير; فبراير; مارس; أبريل; مايو; يونيو; يوليو; أغسطس; سبتمبر; أكتوبر; نوفمبر; ديسمبر
    ar; كانون الثاني; شباط; آذار; نيسان; أيار; حزيران; تموز; آب; أيلول; تشرين الأول; تشرين \
    الثاني; كانون الأول
    ar; يناير; فبراير; مارس; أبريل; ماي; يونيو; يوليوز; غشت; شتنبر; أكتوبر; نونبر; دجنبر
    fa; ژانویه; فوریه; مارس; آوریل; مه; ژوئن; ژوئیه; اوت; سپتامبر; اکتبر; نوامبر; دسامبر
    ur; جنوری; فروری; مارچ; اپریل; مئی; جون; جولائی; اگست; ستمبر; اکتوبر; نومبر; دسمبر
    hi; जनवरी|जन; फ़रवरी|फ़र; मार्च; अप्रैल; मई; जून; जुलाई|जुल; अगस्त|अग; सितंबर|सित; \
    अक्टूबर|अक्टू; नवंबर|नव; दिसंबर|दिस
    bn; জানুয়ারি|জানু; ফেব্রুয়ারি|ফেব; মার্চ; এপ্রিল|এপ্রি; মে; জুন; জুলাই|জুল; আগস্ট|আগ; \
    সেপ্টেম্বর|সেপ|সেপ্ট; অক্টোবর|অক্টো; নভেম্বর|নভে; ডিসেম্বর|ডিসে
    ta; ஜனவரி|ஜன; பிப்ரவரி|பிப்; மார்ச்|மார்; ஏப்ரல்|ஏப்; மே; ஜூன்; ஜூலை; ஆகஸ்ட்|ஆக; \
    செப்டம்பர்|செப்; அக்டோபர்|அக்; நவம்பர்|நவ; டிசம்பர்|டிச
    te; జనవరి|జన; ఫిబ్రవరి|ఫిబ్ర; మార్చి; ఏప్రిల్|ఏప్రి; మే; జూన్; జులై; ఆగస్టు|ఆగ; \
    సెప్టెంబర్|సెప్టెం; అక్టోబర్|అక్టో; నవంబర్|నవం; డిసెంబర్|డిసెం
    th; มกราคม; กุมภาพันธ์; มีนาคม; เมษายน; พฤษภาคม; มิถุนายน; กรกฎาคม; สิงหาคม; กันยายน; \
    ตุลาคม; พฤศจิกายน; ธันวาคม
    he; ינואר|ינו; פברואר|פבר; מרץ; אפריל|אפר; מאי; יוני; יולי; אוגוסט|אוג; ספטמבר|ספט; \
    אוקטובר|אוק; נובמבר|נוב; דצמבר|דצמ
    ka; იანვარი|იან; თებერვალი|თებ; მარტი|მარ; აპრილი|აპრ; მაისი|მაი; ივნისი|ივნ; ივლისი|ივლ; \
    აგვისტო|აგვ; სექტემბერი|სექ; ოქტომბერი|ოქტ; ნოემბერი|ნოე; დეკემბერი|დეკ
    hy; հունվարի|հունվար|հնվ; փետրվարի|փետրվար|փտվ; մարտի|մարտ|մրտ; ապրիլի|ապրիլ|ապր; \
    մայիսի|մայիս|մյս; հունիսի|հունիս|հնս; հուլիսի|հուլիս|հլս; օգոստոսի|օգոստոս|օգս; \
    սեպտեմբերի|սեպտեմբեր|սեպ; հոկտեմբերի|հոկտեմբեր|հոկ; նոյեմբերի|նոյեմբեր|նոյ; \
    դեկտեմբերի|դեկտեմբեր|դեկ
    tl; enero|ene; pebrero|peb; marso|mar; abril|abr; mayo|may; hunyo|hun; hulyo|hul; \
    agosto|ago; setyembre|set; oktubre|okt; nobyembre|nob; disyembre|dis
    sw; januari|jan; februari|feb; machi|mac; aprili|apr; mei; juni|jun; julai|jul; \
    agosti|ago; septemba|sep; oktoba|okt; novemba|nov; desemba|des
    af; januarie|jan; februarie|feb; maart|mrt; april|apr; mei; junie|jun; julie|jul; \
    augustus|aug; september|sep; oktober|okt; november|nov; desember|des
    ga; eanáir|ean; feabhra|feabh; márta; aibreán|aib; bealtaine|beal; meitheamh|meith; iúil; \
    lúnasa|lún; meán fómhair|mfómh; deireadh fómhair|dfómh; samhain|samh; nollaig|noll
    cy; ionawr|ion; chwefror|chwef|chw; mawrth|maw; ebrill|ebr; mai; mehefin|meh; \
    gorffennaf|gorff|gor; awst; medi; hydref|hyd; tachwedd|tach; rhagfyr|rhag
    """
}
