// Written by Scripts/generate-rules.py from EnclosureTable.swift: change that, not this.

extension EnclosureRule {
  /// The rules of ``EnclosureTable``.
  static let builtIn = madeBuiltIn()

  private static func madeBuiltIn() -> [EnclosureRule] {
    var rules: [EnclosureRule] = []
    rules.reserveCapacity(1)
    rules.append(
      EnclosureRule(
        name: "enclosure-prefix",
        about: "Counters before the addresses of sounds and films",
        hosts: [
          "podtrac.com", "chartable.com", "chtbl.com", "chrt.fm", "pdst.fm", "op3.dev",
          "blubrry.com", "mgln.ai", "pscrb.fm", "verifi.podscribe.com", "pdcn.co", "arttrk.com",
          "claritaspod.com", "clrtpod.com", "prfx.byspotify.com", "swap.fm", "gum.fm",
          "pfx.vpixl.com", "p.podderapp.com", "podkite.com", "mtracking.podigee.com",
          "tracking.feedpress.com", "podcorn.com", "podroll.fm", "tracker.podcast.co",
          "measure.podcastone.com",
        ]))
    return rules
  }
}
