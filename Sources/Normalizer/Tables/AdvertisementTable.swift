/// How entries say that they are advertisements as a whole.
enum AdvertisementTable {
  /// Labels before or behind a title, in small letters: in brackets, or parted from it by a colon or
  /// a bar.
  static let labels = [
    "sponsored", "sponsored content", "sponsored post", "sponsor post", "sponsor", "ad", "advert",
    "advertisement", "advertorial", "promoted", "paid post", "paid content", "partner content",
    "anzeige", "werbung", "advertorial", "gesponsert", "bezahlte anzeige", "publicité",
    "contenu sponsorisé", "sponsorisé", "publi-rédactionnel", "publireportage", "publicidad",
    "patrocinado", "contenido patrocinado", "publirreportaje", "publicidade",
    "conteúdo patrocinado",
    "pubblicità", "sponsorizzato", "contenuto sponsorizzato", "advertentie", "gesponsord", "annons",
    "annonce", "annonse", "mainos", "reklama", "artykuł sponsorowany", "materiał sponsorowany",
    "inzerce", "hirdetés", "реклама", "на правах рекламы", "партнерский материал", "спецпроект",
    "广告", "廣告", "推广", "推廣", "赞助", "贊助", "赞助内容", "广编特辑", "廣編特輯", "業配", "业配",
    "広告", "pr", "記事広告", "タイアップ", "광고", "협찬", "애드버토리얼", "إعلان", "محتوى مدعوم", "reklam",
    "tanıtım", "διαφήμιση", "quảng cáo", "iklan", "विज्ञापन", "โฆษณา", "תוכן ממומן", "פרסומת",
  ]

  /// Words of a path that hold advertisements alone.
  static let paths = [
    "/sponsored/", "/sponsored-content/", "/advertorial/", "/advertorials/", "/partner-content/",
    "/paid-post/", "/paidpost/", "/brandstudio/", "/brand-studio/", "/anzeige/", "/anzeigen/",
    "/publireportage/", "/publi-reportage/", "/contenido-patrocinado/", "/contenuti-sponsorizzati/",
  ]

  /// Hosts that only advertisers use.
  static let hosts = [
    "doubleclick.net", "googleadservices.com", "outbrain.com", "taboola.com", "rss.buysellads.com",
    "feedads.g.doubleclick.net", "syndicatedads.net", "carbonads.net", "srv.buysellads.com",
  ]
}
