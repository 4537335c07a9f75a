// Written by Scripts/generate-month-names.py from CLDR's data; `make generate` writes it again.

extension DateWords {
  /// The words of the weekdays' whole names in many languages, in small letters.
  static let weekdayNames: StaticString = """
    sunday monday tuesday wednesday thursday friday saturday sonntag montag dienstag mittwoch \
    donnerstag freitag samstag dimanche lundi mardi mercredi jeudi vendredi samedi domingo lunes \
    martes miércoles jueves viernes sábado segunda feira terça quarta quinta sexta domenica \
    lunedì martedì mercoledì giovedì venerdì sabato zondag maandag dinsdag woensdag donderdag \
    vrijdag zaterdag söndag måndag tisdag onsdag torsdag fredag lördag søndag mandag tirsdag \
    lørdag sunnuntaina maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina \
    sunnuntai maanantai tiistai keskiviikko torstai perjantai lauantai niedziela poniedziałek \
    wtorek środa czwartek piątek sobota neděle pondělí úterý středa čtvrtek pátek vasárnap hétfő \
    kedd szerda csütörtök péntek szombat воскресенье понедельник вторник среда четверг пятница \
    суббота неділя понеділок вівторок середа четвер пʼятниця субота pazar pazartesi salı \
    çarşamba perşembe cuma cumartesi κυριακή δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο \
    duminică luni marți miercuri joi vineri sâmbătă nedjelja ponedjeljak utorak srijeda četvrtak \
    petak subota недеља понедељак уторак четвртак петак nedelja ponedeljak sreda nedeľa pondelok \
    utorok streda štvrtok piatok ponedeljek torek četrtek petek неделя понеделник сряда \
    четвъртък петък събота недела четврток петок сабота нядзеля панядзелак аўторак серада чацвер \
    пятніца minggu senin selasa rabu kamis jumat sabtu ahad isnin khamis jumaat chủ nhật thứ hai \
    ba tư năm sáu bảy diumenge dilluns dimarts dimecres dijous divendres dissabte luns mércores \
    xoves venres igandea astelehena asteartea asteazkena osteguna ostirala larunbata sunnudagur \
    mánudagur þriðjudagur miðvikudagur fimmtudagur föstudagur laugardagur sekmadienis \
    pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis svētdiena \
    pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena pühapäev esmaspäev teisipäev \
    kolmapäev neljapäev reede laupäev diel hënë martë mërkurë enjte premte shtunë bazar ertəsi \
    çərşənbə axşamı cümə şənbə жексенбі дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі yakshanba \
    dushanba seshanba chorshanba payshanba juma shanba الأحد الاثنين الثلاثاء الأربعاء الخميس \
    الجمعة السبت یکشنبه دوشنبه سه شنبه چهارشنبه پنجشنبه جمعه اتوار پیر منگل بدھ جمعرات جمعہ ہفتہ \
    रविवार सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार রবিবার সোমবার মঙ্গলবার বুধবার \
    বৃহস্পতিবার শুক্রবার শনিবার ஞாயிறு திங்கள் செவ்வாய் புதன் வியாழன் வெள்ளி சனி ఆదివారం సోమవారం \
    మంగళవారం బుధవారం గురువారం శుక్రవారం శనివారం วันอาทิตย์ วันจันทร์ วันอังคาร วันพุธ \
    วันพฤหัสบดี วันศุกร์ วันเสาร์ יום ראשון שני שלישי רביעי חמישי שישי שבת კვირა ორშაბათი \
    სამშაბათი ოთხშაბათი ხუთშაბათი პარასკევი შაბათი կիրակի երկուշաբթի երեքշաբթի չորեքշաբթի \
    հինգշաբթի ուրբաթ շաբաթ linggo miyerkules huwebes biyernes sabado jumapili jumatatu jumanne \
    jumatano alhamisi ijumaa jumamosi sondag vrydag saterdag dé domhnaigh luain máirt céadaoin \
    déardaoin haoine sathairn dydd sul llun mawrth mercher iau gwener sadwrn 星期日 星期一 星期二 星期三 星期四 \
    星期五 星期六 日曜日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 일요일 월요일 화요일 수요일 목요일 금요일 토요일
    """
}
