internal import HTML

/// Words of forms by which people subscribe to a newsletter.
enum SubscriptionWords {
  /// Whether a text speaks of subscribing.
  static func hold(_ text: [UInt8]) -> Bool {
    let words = [0x20] + ReadMore.letters(text)
    let says = { (list: [[UInt8]]) in list.contains { words.firstRange(ofBytes: $0) != nil } }
    return says(sure) || says(unsure) && !text.contains(where: \.isASCIIDigit)
  }

  /// In lower case; words of scripts with blanks begin after one.
  private static let sure =
    words(
      """
      subscri|unsubscri|newsletter|news letter|inbox|mailing list|mailinglist|mailchimp|mc4wp
      mailpoet|convertkit|formkit|no spam|spam|email updates|e mail updates|posts by email
      posts by e mail|updates by email|delivered to you|abonnier|rundbrief|abonnez|s'abonner
      abonnement|infolettre|lettre d'information|lettre d'info|suscr|boletín|boletim|subscrev
      iscriviti alla|nieuwsbrief|abonneer|nyhetsbrev|nyhedsbrev|prenumerera|uutiskirje|subskry
      zapisz się|biuletyn|odběr|zpravodaj|hírlevél|feliratkoz|abonați|aboneaz|abone ol|bülten
      подпишитесь|подписаться|подписк|рассылк|підпишіться|підписатися|підписк|розсилк|бюлетин
      εγγραφείτε|ενημερωτικό δελτίο|newslettru|berlangganan|buletin|langganan
      """, isSpaced: true)
    + words(
      "订阅|訂閱|邮件列表|電子報|电子报|購読|メールマガジン|メルマガ|ニュースレター|구독|뉴스레터|اشترك|النشرة|خبرنامه|ניוזלטר|รับข่าวสาร")

  /// Words of forms of other kinds, too.
  private static let unsure =
    words(
      "sign up|signup|sign me up|join us|join our|stay in touch|stay up to date|keep me posted|get updates"
        + "|anmelden|eintragen|inscri|iscriv|aanmelden|tilmeld|påmeld|anmäl|zapis|đăng ký",
      isSpaced: true)
    + words("登録|注册|註冊|등록|הירשמ|สมัคร")

  private static func words(_ text: String, isSpaced: Bool = false) -> [[UInt8]] {
    text.split { $0 == "|" || $0 == "\n" }.map { (isSpaced ? [0x20] : []) + Array($0.utf8) }
  }
}
