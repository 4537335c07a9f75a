/// Counters that podcasts put before the addresses of their files.
///
/// The file's address stands whole behind the counter's own path: `https://counter/e/host/file.mp3`.
enum EnclosureTable {
  static let json = #"""
    [
      { "name": "enclosure-prefix", "about": "Counters before the addresses of sounds and films",
        "hosts": ["podtrac.com", "chartable.com", "chtbl.com", "chrt.fm", "pdst.fm", "op3.dev", "blubrry.com", "mgln.ai", "pscrb.fm", "verifi.podscribe.com", "pdcn.co", "arttrk.com", "claritaspod.com", "clrtpod.com", "prfx.byspotify.com", "swap.fm", "gum.fm", "pfx.vpixl.com", "p.podderapp.com", "podkite.com", "mtracking.podigee.com", "tracking.feedpress.com", "podcorn.com", "podroll.fm", "tracker.podcast.co", "measure.podcastone.com"] }
    ]
    """#
}
