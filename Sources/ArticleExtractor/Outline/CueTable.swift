/// The words of classes, ids and roles, and what they say.
///
/// A word that ends in `*` is the beginning of longer ones. Case and separators are gone before a
/// word is looked up, beginnings have four letters or more: `ArticleBody` and `article_body` are two words, `articlebody` is one.
enum CueTable {
  static let words: [(Cue, StaticString)] = [
    (
      .article,
      """
      article* story* post entry hentry blog blogpost postarticle news newsarticle reportage
      wenzhang
      """
    ),
    (
      .content,
      """
      content* contents body bodytext text maintext main maincontent articlebody* storybody*
      postbody postcontent entrycontent richtext prose markdown wysiwyg paragraph* copy mw
      articlecontent* posttext articletext* detail details fulltext zhengwen neirong zoom
      """
    ),
    (.title, "title* headline* heading hed subtitle h1 kicker"),
    (
      .byline, "byline* author* contributor* writer* creator reporter source laiyuan zuozhe editor*"
    ),
    (.date, "date* time timestamp* published pubdate updated posted meta metadata postmeta infor*"),
    (.caption, "caption* wpcaption credit* figcaption legend photographer"),
    (
      .comment,
      "comment* respond reply replies disqus* livefyre fyre discussion* feedback coral pinglun"
    ),
    (
      .share,
      """
      share* sharing social* sns addthis* addtoany facebook twitter whatsapp linkedin pinterest
      sharedaddy fb weibo wechat weixin qrcode qr ewm telegram bdshare* jiathis*
      """
    ),
    (
      .related,
      """
      related* recommend* recirc* more morefrom readmore seealso similar popular* trending latest
      mostread mostpopular recent* outbrain* taboola* zergnet suggested* suggestion* youmaylike
      upnext nextup also further otherposts jp xiangguan tuijian hot rank* crosslink* teaser*
      furtherreading readnext alsoread
      """
    ),
    (
      .promotion,
      """
      ad ads adv advert* advertisement* adbox adslot* adunit* adsense* adcontainer adwrapper* sponsor*
      promo* banner* dfp gpt commercial affiliate* cta callout* marketing guanggao partner* shop
      buy merch*
      """
    ),
    (
      .navigation,
      "nav menu* submenu* navbar* topbar* toc tableofcontents tocbox sitemap jump* skip*"
    ),
    (.sidebar, "sidebar* aside* rail rightrail leftrail side sidecol* rightcol* right* secondary"),
    (.footer, "foot footer* bottom* colophon"),
    (.header, "header* masthead* head top topper hero"),
    (
      .subscription,
      """
      subscri* newsletter* signup* sign paywall* regwall* membership* member metered optin
      register* registration* donate donation* support mailchimp email mailing appdownload* app
      """
    ),
    (
      .popup,
      "popup* popover* hovercard* rollover* modal* overlay* dialog* cookie* consent* gdpr* lightbox* toast* tooltip* drawer*"
    ),
    (
      .widget,
      "widget* module* block* plugin component* box panel* infobox* sidenote* factbox* inset"
    ),
    (
      .tag,
      "tag tags taglist tagcloud category categories topic topics keyword* label* cat catlinks"
    ),
    (.pager, "pager* pagination* paging prev previous next pagenav* page* fanye"),
    (.breadcrumb, "breadcrumb* crumb* position* location mianbaoxie"),
    (.account, "login* account user userinfo profile avatar* signin"),
    (
      .visuallyHidden,
      "sr screenreader* screen hidden hide visuallyhidden invisible noprint offscreen assistive*"
    ),
    (.legal, "copyright* disclaimer* disclosure* legal license* terms declare* banquan shengming"),
    (.biography, "bio biography authorbio authorbox aboutauthor about"),
    (.rating, "rating* review* star stars vote* votes score* like likes thumb* poll quiz"),
    (.form, "form* search* input* field* filter* sort* select* dropdown* contactform"),
    (
      .action,
      """
      button* btn tool* tools toolbar* action* actions print* edit* editsection control* icon* font*
      option* play player* copylink bookmark* save
      """
    ),
    (
      .card,
      "card* item* tile* list* grid* collection* feed* stream listing* slide* carousel* swiper*"
    ),
    (
      .thread,
      """
      thread* message* forum* topicbody bbs cooked answer* question* postmessage postbit* op
      topicpost* threadpost* viewthread bbp vb phpbb* discourse*
      """
    ),
    (.signature, "signature* sig quote* blockquote* pullquote* tweet*"),
    (
      .lead,
      "lead lede* intro* summary* standfirst* dek deck excerpt* abstract* description* zhaiyao"
    ),
    (.media, "image* img photo* picture* pic figure* gallery* video* media embed* audio* podcast*"),
  ]

  /// By the hash of a word, or of the beginning that words share.
  static let lookup = CueLookup(words)
}

/// The table as it is asked: open addressing over hashes.
struct CueLookup: Sendable {
  private struct Slot: BitwiseCopyable {
    var hash: UInt32 = 0
    var whole: UInt32 = 0
    var beginning: UInt32 = 0
  }

  private var slots = [Slot](repeating: Slot(), count: 2048)

  init(_ table: [(Cue, StaticString)]) {
    for (cue, words) in table {
      for word in words.description.utf8.split(whereSeparator: { $0 <= 0x20 }) {
        let isBeginning = word.last == UInt8(ascii: "*")
        var hash = CueLookup.seed
        for byte in isBeginning ? word.dropLast() : word { hash = CueLookup.step(hash, byte) }
        add(hash, cue, isBeginning)
      }
    }
  }

  static let seed: UInt32 = 0x811C_9DC5

  @inline(__always)
  static func step(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
    (hash ^ UInt32(byte)) &* 0x0100_0193
  }

  private mutating func add(_ hash: UInt32, _ cue: Cue, _ isBeginning: Bool) {
    let slot = slot(of: hash)
    slots[slot].hash = hash
    if isBeginning {
      slots[slot].beginning |= cue.bit
    }
    slots[slot].whole |= cue.bit
  }

  @inline(__always)
  private func slot(of hash: UInt32) -> Int {
    var slot = Int((hash ^ hash >> 15) & 2047)
    while slots[slot].hash != 0, slots[slot].hash != hash { slot = (slot + 1) & 2047 }
    return slot
  }

  /// The cues of a list of words: a class, an id, a role. At most 512 bytes of it are read.
  func cues(in text: Span<UInt8>) -> CueSet {
    var found: UInt32 = 0
    var hash = CueLookup.seed
    var length = 0
    var pending: UInt32 = 0
    var previousIsLower = false
    for index in 0..<min(text.count, 512) {
      var byte = text[index]
      let isUpper = byte >= 0x41 && byte <= 0x5A
      let isLetter = isUpper || byte >= 0x61 && byte <= 0x7A
      if !isLetter || isUpper && previousIsLower {
        if length > 1 { found |= pending | slots[slot(of: hash)].whole }
        (hash, length, pending) = (CueLookup.seed, 0, 0)
      }
      previousIsLower = isLetter && !isUpper
      guard isLetter else { continue }
      if length > 3 { pending |= slots[slot(of: hash)].beginning }
      byte |= 0x20
      hash = CueLookup.step(hash, byte)
      length += 1
    }
    if length > 1 { found |= pending | slots[slot(of: hash)].whole }
    return CueSet(rawValue: found)
  }
}
