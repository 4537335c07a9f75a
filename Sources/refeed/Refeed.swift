import ArgumentParser
import Regenerator

struct Refeed: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refeed",
    abstract: "Regenerates feeds: clean, safe, complete Atom and JSON Feed files from any source.",
    discussion: """
      Refeed pulls entries from feeds, files and folders, takes out promotion blocks, trackers \
      and unsafe HTML, brings proxied images back to their original addresses, and writes feeds \
      that a reader can trust.

      EXAMPLES
        refeed init                           write a commented config.json
        refeed refresh                        refresh every feed of ./config.json
        refeed serve --port 8080              hand the published feeds to RSS readers
        refeed convert entry.md --to json     clean one file, print a JSON Feed
        refeed explain entry.md               show what each rule changed
        refeed extract page.html              take the article out of a web page
        refeed rules                          list the rules that clean entries
        refeed learn                          list blocks that recur in entries
        refeed check                          find every mistake in the configuration
        refeed status                         show how every source is
        refeed forget ADDRESS                 remove an entry everywhere, for good
        refeed archive backup FILE            copy the archive to one file
        refeed discover https://example.org/  list the feeds that a page offers
        refeed import subscriptions.opml      turn a reader's list into a config.json
        refeed password                       hash the password of the owner's pages

      EXIT CODES
        0   all went well
        1   some sources failed; the rest are published
        2   nothing could be done
        64  bad usage
        75  another refresh is running
        78  bad configuration
      """,
    version: RefeedVersion.current,
    subcommands: [
      RefreshCommand.self, ServeCommand.self, ConvertCommand.self, ExplainCommand.self,
      ExtractCommand.self, RulesCommand.self, LearnCommand.self, CheckCommand.self,
      StatusCommand.self,
      ForgetCommand.self,
      InitCommand.self, ArchiveCommand.self, ImportCommand.self, ExportCommand.self,
      DiscoverCommand.self, TemplatesCommand.self, PasswordCommand.self, ReferenceCommand.self,
    ])
}
