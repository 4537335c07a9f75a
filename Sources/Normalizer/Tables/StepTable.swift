/// What is built into a step and is no row of a table of data.
enum StepTable {
  /// `always`: what can't be switched off, because the output would not be safe or well-formed.
  static let json = #"""
    [
      { "name": "lead.byline", "about": "Moves a byline and date at the body's head out" },
      { "name": "lead.title", "about": "Removes the title where the body says it again as its first heading" },
      { "name": "lazy.attribute", "about": "Takes a picture's address from an attribute that no rule names, where there is none" },
      { "name": "repair.noscript", "about": "Puts the copy in noscript in the place of a lazy image" },
      { "name": "repair.background", "about": "Makes images of pictures in the background of empty elements" },
      { "name": "repair.caption", "about": "Makes captions of small print below an image" },
      { "name": "repair.picture", "about": "Gives a picture an image that has an address", "always": true },
      { "name": "repair.emoji", "about": "Makes text of pictures of emoji" },
      { "name": "repair.blank", "about": "Removes pictures that only stand in, where nothing follows" },
      { "name": "repair.amp", "about": "Makes HTML's own elements of AMP's", "always": true },
      { "name": "repair.wrapper", "about": "Unwraps a div around the whole body", "always": true },
      { "name": "embed.empty", "about": "Removes frames without an address", "always": true },
      { "name": "embed.hidden", "about": "Removes frames of no size or hidden that no rule knows" },
      { "name": "embed.wordpress", "about": "Makes one link of WordPress' quotation and frame", "always": true },
      { "name": "embed.poster", "about": "Keeps the still picture of a film without an address", "always": true },
      { "name": "embed.other", "about": "Makes links of frames that no rule knows", "always": true },
      { "name": "addresses.resolve", "about": "Makes addresses absolute", "always": true },
      { "name": "addresses.invalid", "about": "Removes what is no address", "always": true },
      { "name": "link.title", "about": "Removes titles of links that say the address again" },
      { "name": "images.mode", "about": "Puts images behind the proxy of the user's choice", "always": true },
      { "name": "tracker.pixel", "about": "Removes images of 2 pixels at most" },
      { "name": "tracker.hidden", "about": "Removes hidden images that nothing shows to be pictures" },
      { "name": "sanitizer.element", "about": "Removes or unwraps elements that the policy doesn't name", "always": true },
      { "name": "sanitizer.attribute", "about": "Removes attributes that the policy doesn't name or whose value can't be trusted", "always": true },
      { "name": "sanitizer.alternative", "about": "Keeps the alternative text of a picture that can't stay", "always": true },
      { "name": "sanitizer.comment", "about": "Removes comments", "always": true },
      { "name": "sanitizer.table", "about": "Makes tables whole", "always": true },
      { "name": "sanitizer.nesting", "about": "Repairs nesting that a parser would read in another way", "always": true },
      { "name": "sanitizer.anchor", "about": "Unwraps links to places in the entry that are gone", "always": true },
      { "name": "tidy.empty", "about": "Removes elements that show nothing" },
      { "name": "tidy.breaks", "about": "Shortens runs of line breaks" },
      { "name": "tidy.ends", "about": "Removes rules and line breaks at both ends of the body" },
      { "name": "text.plain", "about": "Makes plain text of titles and names", "always": true }
    ]
    """#
}
