extension PageWords {
  /// Every text of the owner's pages and of the pages of feeds (`published_…`).
  static let table: [(key: String, english: String, chinese: String)] =
    frame + states + feedWords + entryWords + editWords + ruleWords + failures

  private static let frame: [(key: String, english: String, chinese: String)] = [
    ("tag", "en", "zh-CN"),
    ("published_skip", "Skip to the articles", "跳到文章"),
    ("published_all", "All feeds", "全部订阅源"),
    ("published_formats", "Formats", "格式"),
    ("published_contents", "Contents", "目录"),
    ("published_none", "Nothing has been published here yet.", "这里还没有发布内容。"),
    ("published_changed", "Last change", "最近更新"),
    ("published_by", "Made by Refeed.", "由 Refeed 生成。"),
    ("skip", "Skip to the content", "跳到正文"),
    ("pages", "Pages", "页面"),
    ("feeds", "Feeds", "订阅源"),
    ("search", "Search", "搜索"),
    ("add_feed", "Add a feed", "添加订阅源"),
    ("published_list", "Published feeds", "已发布的列表"),
    ("log_in", "Log in", "登录"),
    ("log_out", "Log out", "退出"),
    ("log_in_about", "These pages are for whoever runs this service.", "这些页面仅供运行本服务的人使用。"),
    ("password", "Password", "密码"),
    ("back", "Back", "返回"),
    ("cancel", "Cancel", "取消"),
    ("save", "Save", "保存"),
    ("show", "Show", "显示"),
    ("previous", "Previous", "上一页"),
    ("next", "Next", "下一页"),
    ("more_pages", "More pages", "更多页面"),
    ("position", "%1 to %2", "第 %1 至 %2 条"),
    ("now", "now", "现在"),
    ("seconds_ago", "%1 s ago", "%1 秒前"),
    ("minutes_ago", "%1 min ago", "%1 分钟前"),
    ("hours_ago", "%1 h ago", "%1 小时前"),
    ("days_ago", "%1 d ago", "%1 天前"),
    ("in_seconds", "in %1 s", "%1 秒后"),
    ("in_minutes", "in %1 min", "%1 分钟后"),
    ("in_hours", "in %1 h", "%1 小时后"),
    ("in_days", "in %1 d", "%1 天后"),
  ]

  private static let states: [(key: String, english: String, chinese: String)] = [
    ("state_good", "All well", "一切正常"),
    ("state_partial", "Some sources fail", "部分来源出错"),
    ("state_failing", "Failing", "出错"),
    ("state_unasked", "Never refreshed", "尚未刷新"),
    ("state_retired", "Gone for good (410)", "已永久消失（410）"),
    ("source_good", "Well", "正常"),
    ("source_failing", "Failed, once", "失败一次"),
    ("source_failing_often", "Failed %1 times in a row", "连续失败 %1 次"),
    ("source_held", "Its host wants to be left alone", "主机要求暂停访问"),
    ("source_unasked", "Never asked", "从未访问"),
    ("source_retired", "Gone for good (410)", "已永久消失（410）"),
    ("entry_offered", "offered now", "来源仍在提供"),
    ("entry_remembered", "remembered", "已存档"),
    ("entry_left_out", "left out by rules", "被规则排除"),
    ("entry_expired", "content let go", "内容已清除"),
  ]

  private static let feedWords: [(key: String, english: String, chinese: String)] = [
    ("state", "State", "状态"),
    ("group", "Group", "分组"),
    ("filter_by", "Name", "名称"),
    ("sort_by", "Sort by", "排序"),
    ("sort_file", "as configured", "按配置顺序"),
    ("sort_title", "title", "标题"),
    ("sort_state", "state", "状态"),
    ("sort_last", "last refresh", "上次刷新"),
    ("sort_newest", "newest entry", "最新条目"),
    ("sort_entries", "entries", "条目数"),
    ("any_state", "any", "全部"),
    ("any_group", "any", "全部"),
    ("refresh_all", "Refresh all now", "立即刷新全部"),
    ("refresh_now", "Refresh now", "立即刷新"),
    ("one_feed", "%1 feed", "%1 个订阅源"),
    ("many_feeds", "%1 feeds", "%1 个订阅源"),
    ("of_which_bad", "%1 in trouble", "%1 个有问题"),
    ("one_entry", "%1 entry", "%1 条"),
    ("many_entries", "%1 entries", "%1 条"),
    ("entries_kept", "%1 in the feed, %2 remembered", "订阅源中 %1 条，共存档 %2 条"),
    ("refreshed", "refreshed %1", "%1刷新"),
    ("never_refreshed", "never refreshed", "从未刷新"),
    ("next_time", "next %1", "下次：%1"),
    ("next_always", "looked at in every run", "每次运行都会查看"),
    ("next_never", "asked no more", "不再访问"),
    ("spark_label", "Entries per day, the last %1 days: %2", "最近 %1 天每日条目数：%2"),
    (
      "no_feeds",
      "No feed is like that. Show all again, or look for another name.",
      "没有符合条件的订阅源。请显示全部，或换一个名称。"
    ),
    ("job_waiting", "Waiting for another refresh to end…", "正在等待另一个刷新结束……"),
    ("job_running", "Refreshing…", "正在刷新……"),
    ("job_done", "Refreshed: %1 new, %2 changed.", "刷新完成：新增 %1 条，更新 %2 条。"),
    ("job_done_failed", "Refreshed, but %1 of %2 sources failed.", "刷新完成，但 %2 个来源中有 %1 个出错。"),
    (
      "job_gave_up", "Another refresh has been at work for too long; try again when it has ended.",
      "另一个刷新运行时间过长，请待其结束后重试。"
    ),
    ("job_failed", "The refresh failed: %1", "刷新失败：%1"),
    ("subscribe", "Subscribe", "订阅"),
    ("feed_address", "Address for feed readers", "阅读器订阅地址"),
    ("qr_code", "QR code of the feed's address", "订阅地址二维码"),
    (
      "no_base",
      "Set baseURL in the configuration, and the address for readers and its QR code stand here.",
      "在配置中设置 baseURL 后，这里会显示订阅地址和二维码。"
    ),
    ("sources", "Sources", "来源"),
    ("entries", "Entries", "条目"),
    ("worked", "worked %1", "%1成功"),
    ("asked", "asked %1", "%1访问"),
    ("news", "news %1", "%1有新内容"),
    ("every", "every %1", "间隔 %1"),
    ("moved_to", "It has moved for good; change its address to %1", "来源已永久迁移，请将地址改为 %1"),
    ("no_entries", "Nothing is remembered of this feed yet. Refresh it.", "还没有存档的条目。请刷新。"),
    ("settings", "Settings", "设置"),
    ("words", "Words", "关键词"),
    ("found_many", "%1 found", "找到 %1 条"),
    ("found_cut", "the newest %1 that were found", "找到的最新 %1 条"),
    (
      "found_none",
      """
      Nothing holds all of that. Words are looked for whole; of Chinese, two characters are \
      enough.
      """,
      "没有找到。英文须输入完整单词，中文两个字即可。"
    ),
    (
      "search_short",
      "Give a word, or two characters of a script without blanks.",
      "请输入一个单词，或至少两个汉字。"
    ),
    (
      "forgotten_in",
      "An entry of that address or id was removed for good (refeed forget) from: %1",
      "该地址或标识的条目已被永久移除（refeed forget）：%1"
    ),
    (
      "search_about",
      "Looks through the titles and texts of all that is remembered; an entry's address tells what became of it.",
      "在所有存档条目的标题和正文中查找；输入条目地址可查看其去向。"
    ),
    (
      "search_off",
      "The configuration says \"search\": false; there is nothing to search by.",
      "配置中设置了 \"search\": false，无法搜索。"
    ),
  ]

  private static let entryWords: [(key: String, english: String, chinese: String)] = [
    ("why_here", "Why is it here?", "为什么会在这里？"),
    ("story_offered", "%1 offers it now.", "来源 %1 目前仍在提供它。"),
    (
      "story_left",
      "No source has offered it since %1; it stays remembered as the feed's \"keep\" says.",
      "自 %1 起没有来源再提供它；按 \"keep\" 设置继续保留。"
    ),
    (
      "story_left_out",
      """
      The feed's filters (only, drop) leave it out: it is not published. Other filters bring \
      it back.
      """,
      "它被筛选规则（only、drop）排除，没有发布；修改规则后会恢复。"
    ),
    (
      "story_expired",
      """
      Its content was let go, because no source has offered it for longer than "keep". Its \
      name stays, so that it never returns as new.
      """,
      "已超过 \"keep\" 期限，内容已清除；名称仍保留，以免再次作为新条目出现。"
    ),
    ("story_first", "First seen %1.", "首次发现于 %1。"),
    ("story_owner", "What it says is taken from %1.", "内容取自 %1。"),
    (
      "story_single",
      "No other entry of the feed shares its address, id or title of these days.",
      "本订阅源中没有地址、标识或近期标题相同的其他条目。"
    ),
    ("looks_like", "It looks like", "它与此条目相似："),
    ("double_name", "Both were known by one address or id.", "两者曾共用同一地址或标识。"),
    (
      "double_title",
      "Both have one title, but each its own id and address: to the feed they are two.",
      "标题相同，但标识和地址不同，因此被视为两条。"
    ),
    ("before_after", "Before and after", "清理前后"),
    ("before", "Before: as its source wrote it", "清理前：来源原文"),
    ("after", "After: as it is published", "清理后：发布内容"),
    ("changes", "Changes", "改动"),
    (
      "changes_summary",
      "%1 changes; %2 characters of the article's own text differ.",
      "%1 处改动；正文文字有 %2 个字符不同。"
    ),
    ("no_changes", "No rule has changed anything.", "没有规则作出改动。"),
    ("switch_off", "See it without this rule", "关闭此规则查看"),
    ("off_for_good", "Switch it off for this feed", "在此订阅源中关闭"),
    ("switched_off", "Shown without: %1.", "已临时关闭：%1。"),
    ("all_on", "Show it with all rules", "恢复全部规则"),
    ("show_images", "Load pictures", "载入图片"),
    ("hide_images", "Without pictures", "不载入图片"),
    ("markup", "Markup, line by line", "逐行对比标记"),
    ("rows_cut", "%1 more lines are not shown.", "还有 %1 行未显示。"),
    (
      "no_raw",
      "What its source wrote is no longer there, so nothing can be compared.",
      "来源原文已不在存档中，无法对比。"
    ),
    ("untitled", "(untitled)", "（无标题）"),
    ("moved_here", "moved here", "移到这里"),
  ]

  private static let editWords: [(key: String, english: String, chinese: String)] = [
    ("address", "Address", "地址"),
    ("look", "Look", "查看"),
    (
      "add_about",
      "The address of a page or of a feed. Nothing is saved before you have seen it.",
      "输入网页或订阅源的地址。确认预览之前不会保存。"
    ),
    ("feeds_found", "Feeds that were found", "找到的订阅源"),
    ("preview", "Preview, cleaned", "清理后预览"),
    ("preview_summary", "%1 entries; the first %2:", "共 %1 条，前 %2 条："),
    ("save_feed", "Save it as a feed", "保存为订阅源"),
    ("id", "id", "标识（id）"),
    (
      "id_about",
      "Names the feed's files and can't be changed without its readers noticing: a-z, 0-9 and -.",
      "用于文件名，之后不宜更改：a-z、0-9 和 -。"
    ),
    ("title", "Title", "标题"),
    ("group_about", "Folders are parted by /.", "用 / 分隔多级文件夹。"),
    ("known_feed", "The feed %1 has this address already.", "订阅源 %1 已使用此地址。"),
    (
      "settings_about",
      "Changes the configuration's file and nothing else of it: comments and layout stay.",
      "只修改配置文件中的这些项，注释和格式保持不变。"
    ),
    (
      "sources_about",
      """
      http and https addresses, one a line. Files, paths and sources with settings of their \
      own are left as they are (%1 of them).
      """,
      "每行一个 http 或 https 地址。文件、路径及带有单独设置的来源保持不变（%1 个）。"
    ),
    ("only_about", "Filters as JSON: the entries to keep.", "筛选条件（JSON）：保留的条目。"),
    ("drop_about", "Filters as JSON: the entries to leave out.", "筛选条件（JSON）：排除的条目。"),
    ("rules_json_about", "Rules of this feed as JSON.", "此订阅源的规则（JSON）。"),
    ("locked", "Holds a variable of the environment; change it in the file.", "含有环境变量，请在文件中修改。"),
    ("saved", "Saved. The service has read it again.", "已保存，服务已重新读取配置。"),
    ("saved_nothing", "Nothing was different.", "没有改动。"),
    (
      "stale",
      "The file has changed since this page was made. Look at it again and make the change anew.",
      "配置文件在此页面打开之后已改变。请重新查看后再修改。"
    ),
    ("stale_title", "The file has changed", "配置文件已改变"),
    ("not_writable", "The file can't be written: %1", "无法写入配置文件：%1"),
    ("not_writable_title", "Put this into the file yourself", "请自行写入配置文件"),
    ("not_saved", "Not saved: the configuration would not pass.", "未保存：配置未通过检查。"),
    ("paste_this", "What is different in \"feeds\", by the id of the feed", "\"feeds\" 中的改动（按 id）"),
    (
      "edit_off",
      "Editing is off; \"serve\": { \"edit\": true } in the configuration turns it on.",
      "编辑功能未开启；请在配置中设置 \"serve\": { \"edit\": true }。"
    ),
    ("export", "Export", "导出"),
    ("export_feeds", "The feeds published here", "本服务发布的订阅源"),
    ("export_sources", "Their sources", "它们的来源"),
    ("import", "Import", "导入"),
    ("import_about", "Paste an OPML list, as readers export it", "粘贴从阅读器导出的 OPML 列表"),
    ("import_new", "To be added", "将要添加"),
    ("import_nothing", "Nothing new is in that list.", "列表中没有新的订阅源。"),
    ("import_left_out", "Left out", "未导入"),
    ("import_save", "Add them", "添加"),
    ("import_known", "%1 is a source of %2 already", "%1 已是 %2 的来源"),
    ("no_list", "That is no list of feeds: %1", "这不是订阅列表：%1"),
  ]

  private static let ruleWords: [(key: String, english: String, chinese: String)] = [
    ("rule_editor", "Rule editor", "规则编辑"),
    (
      "rules_about",
      """
      Pick a block that does not belong, and see what a rule that removes it would do to all \
      that is remembered.
      """,
      "选取不该出现的内容块，查看移除它的规则对所有存档条目的影响。"
    ),
    ("rule", "Rule", "规则"),
    ("selector", "Remove what this CSS selector takes", "移除此 CSS 选择器匹配的内容"),
    ("try", "Try it", "试一试"),
    ("pick", "Pick", "选取"),
    ("blocks", "Blocks", "内容块"),
    ("blocks_of", "As the feed's own rules see it:", "规则处理时看到的内容："),
    ("no_blocks", "This entry has no block. Choose another one.", "此条目没有内容块，请换一条。"),
    ("counts_index", "May change %1 of %2 remembered entries.", "可能影响 %2 条存档中的 %1 条。"),
    ("counts_exact", "Changes %1 of %2 remembered entries.", "影响 %2 条存档中的 %1 条。"),
    ("share", "Takes %1 % of the text.", "移除文字的 %1 %。"),
    (
      "share_first",
      "Takes %1 % of the text of the newest %2; changes %3 of them.",
      "在最新 %2 条中移除文字的 %1 %，影响 %3 条。"
    ),
    ("all_counting", "All of them are being counted: %1 of %2…", "正在统计全部：%1 / %2……"),
    ("all_counted", "All of them were looked at.", "已统计全部条目。"),
    ("worst", "Those that it takes most of", "移除比例最大的条目"),
    ("worst_share", "loses %1 % of its text", "文字减少 %1 %"),
    ("worst_images", "loses %1 pictures", "减少 %1 张图片"),
    ("save_rule", "Save the rule", "保存规则"),
    ("paste_rule", "To be put under \"rules\" of this feed", "请写入此订阅源的 \"rules\""),
    ("bad_selector", "That is no selector: %1", "选择器有误：%1"),
    ("rewrite", "Rewrite addresses", "改写地址"),
    (
      "rewrite_about",
      "Addresses of links and pictures that begin so are changed.",
      "更改以此开头的链接和图片地址。"
    ),
    ("prefix", "Begins with", "开头"),
    ("with", "Instead", "替换为"),
    (
      "rewrite_counts",
      "Changes %1 addresses in %2 of the newest %3 entries.",
      "在最新 %3 条中改写 %2 条里的 %1 个地址。"
    ),
  ]

  private static let failures: [(key: String, english: String, chinese: String)] = [
    ("wrong_password", "That is not the password.", "密码不正确。"),
    ("too_many_tries", "Too many tries. Wait a quarter of an hour.", "尝试次数过多，请一刻钟后再试。"),
    (
      "not_our_form",
      "That form did not come from these pages, or is too old. Load the page again.",
      "该表单不是来自本页面，或已过期。请重新加载页面。"
    ),
    ("not_found", "There is no such page.", "没有这个页面。"),
    ("not_found_about", "It may have been renamed or removed.", "它可能已被改名或删除。"),
    ("failed", "That failed", "操作失败"),
    ("bad_address", "%1 is no http or https address.", "%1 不是 http 或 https 地址。"),
  ]
}
