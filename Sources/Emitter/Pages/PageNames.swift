/// Every name that the templates of the owner's pages may use beside their words.
enum PageNames {
  static let all = [
    "about", "added", "address", "after", "back", "before", "blocks", "busy", "can_save", "changed",
    "changes", "choices", "chosen", "code", "condition", "counts", "depth", "digest", "direction",
    "documents", "doubles", "earlier", "entries", "entries_text", "entry_href", "entry_number",
    "entry_title", "explained", "facts", "failure", "feed_href", "feed_title", "feeds", "fields",
    "focus", "form_href", "found", "group", "group_text", "groups", "has_choices", "has_groups",
    "hint", "hosts", "href", "id", "images_href", "images_text", "is_changed", "is_long",
    "is_picked", "items", "job", "known", "label", "language", "last", "later", "left_out",
    "left_out_title", "lines", "link", "list", "locked", "match", "may_edit", "moved", "name",
    "new", "next", "no_changes", "nothing", "notice", "number", "off", "old", "on_add", "on_feeds",
    "on_opml", "on_search", "outcome", "pager", "paste", "path", "pick_href", "place", "planned",
    "position", "prefix", "preview", "problem", "problems", "progress", "query", "reason",
    "reload_place", "reload_seconds", "removed", "rewrite", "rows", "rows_left_out", "rule",
    "rules_href", "samples", "save_rewrite", "save_rule", "selector", "share", "size", "sorts",
    "sources", "spark", "spark_label", "state", "states", "story", "summary", "switch_href",
    "switch_text", "text", "title", "to", "token", "trial", "type", "url", "value", "when", "with",
    "worst", "worst_title",
  ]
}
