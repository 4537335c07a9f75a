extension DateWords {
  /// English first: where languages differ about an abbreviation, it decides.
  static let monthNames = [
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feber maerz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "január február március április május június július augusztus szeptember október november "
      + "december",
    "ιανουάριος φεβρουάριος μάρτιος απρίλιος μάιος ιούνιος ιούλιος αύγουστος σεπτέμβριος "
      + "οκτώβριος νοέμβριος δεκέμβριος",
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου "
      + "οκτωβρίου νοεμβρίου δεκεμβρίου",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad "
      + "grudzień",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada "
      + "grudnia",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "leden únor březen duben květen červen červenec srpen září říjen listopad prosinec",
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "januar februar marts april maj juni juli august september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "urtarrilaren otsailaren martxoaren apirilaren maiatzaren ekainaren uztailaren abuztuaren "
      + "irailaren urriaren azaroaren abenduaren",
  ]

  /// Abbreviations that are no beginnings of the names above, by month.
  static let extraMonths = [
    "ιαν ιανου ene gen jän ม.ค 一月 元月", "φεβ фев fév fev ก.พ 二月",
    "μαρ μάρ мар mär mrz mär marz มี.ค 三月", "απρ апр avr abr เม.ย 四月",
    "μάι μαι май mayo พ.ค 五月", "ιούν ιουν ιον июн juin มิ.ย 六月",
    "ιούλ ιουλ ιολ июл juil ก.ค 七月", "αύγ αυγ авг aoû ago ส.ค 八月",
    "σεπ сен sept set ก.ย 九月", "οκτ окт okt out ott ต.ค 十月", "νοέ νοε ноя พ.ย 十一月",
    "δεκ дек déc dez dic ธ.ค 十二月",
  ]

  /// Words that name a weekday in one language and a month in another stay months only after
  /// English's "mar".
  static let ambiguous = "jui jan-feb"

  /// The halves of the day.
  static let halves: [(names: String, meaning: Meaning)] = [
    ("am 上午 午前 凌晨 早上 早晨 清晨 πμ ص", .morning), ("pm 下午 午後 晚上 傍晚 中午 μμ م", .afternoon),
    ("오전", .koreanMorning), ("오후", .koreanAfternoon),
  ]

  /// From Sunday; only those that help to tell day from month, and those that stand after numbers.
  static let weekdays = [
    "sun sunday so sonntag dim dimanche dom domingo domenica вс воскресенье κυρ",
    "mon monday mo montag lun lundi lunes lunedì пн понедельник δευ",
    "tue tues tuesday di dienstag mardi mart martes martedì вт вторник τρι",
    "wed weds wednesday mi mittwoch mer mercredi mié mercoledì ср среда τετ",
    "thu thur thurs thursday do donnerstag jeu jeudi jue gio чт четверг πεμ",
    "fri friday fr freitag ven vendredi vie venerdì пт пятница παρ",
    "sat saturday sa samstag sonnabend sam samedi sáb sabato сб суббота σαβ",
  ]

  /// Words between the parts of a date, which mean "on", "of", "at", "o'clock" and the like, and the
  /// weekdays of languages that write no blanks.
  static let fillers =
    "t at um uhr on the of de del di du da den der à às as al alle a las les los le el il lo la "
    + "clock hs hrs hour hours hora horas ore ora ob om uur op os vid kl klo klockan "
    + "klokken kello kell plkst godz godzina hod hodin óra órakor u sati saat günü pukul jam pada "
    + "tanggal lúc vào ngày năm gada val o ve h year "
    + "г года году року рік р год ч час в во о об у од във από του της στις στη ώρα και "
    + "ב בשעה השעה ה من في عام الساعة عند ساعت در को बजे เวลา น วันที่ พ.ศ ค.ศ "
    + "周一 周二 周三 周四 周五 周六 周日 週一 週二 週三 週四 週五 週六 週日 礼拜一 礼拜二 礼拜三 礼拜四 礼拜五 "
    + "礼拜六 礼拜日 星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 星期 日 月 火 水 木 金 土 "
    + "월 화 수 목 금 토 일"

  /// Minutes east of UTC. Single letters but Z say nothing (RFC 5322 §4.3).
  static let zones: [String: Int] = [
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "etc/gmt": 0, "etc/utc": 0, "wet": 0, "uct": 0,
    "a": 0, "b": 0, "c": 0, "d": 0, "e": 0, "f": 0, "g": 0, "i": 0, "k": 0, "l": 0, "m": 0,
    "n": 0, "p": 0, "q": 0, "r": 0, "s": 0, "u": 0, "v": 0, "w": 0, "x": 0, "y": 0,
    "west": 60, "bst": 60, "ist": 330, "cet": 60, "met": 60, "mez": 60, "cest": 120, "mest": 120,
    "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "msd": 240, "trt": 180, "sast": 120,
    "eat": 180, "wat": 60, "irst": 210, "irdt": 270, "samt": 240, "yekt": 300, "omst": 360,
    "krat": 420, "novt": 420, "irkt": 480, "yakt": 540, "vlat": 600, "magt": 660, "pett": 720,
    "pkt": 300, "npt": 345, "mmt": 390, "ict": 420, "wib": 420, "wita": 480, "wit": 540, "hkt": 480,
    "sgt": 480, "myt": 480,
    "pht": 480, "awst": 480, "jst": 540, "kst": 540, "acst": 570, "acdt": 630, "aest": 600,
    "aedt": 660, "nzst": 720, "nzdt": 780,
    "nst": -210, "ndt": -150, "ast": -240, "adt": -180, "brt": -180, "art": -180, "clt": -240,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480,
    "pdt": -420, "akst": -540, "akdt": -480, "hst": -600,
  ]

  /// Those that mean standard time in winter and summer time in summer.
  static let americanZones: [String: Int] = ["et": -300, "ct": -360, "mt": -420, "pt": -480]
}
