public import ConfigurationModel
public import FeedModel
import Foundation
public import Publisher

/// Learned promos as rules of a configuration.
public enum LearnedRules {
  /// A rule to paste into `rules.promos` of a feed.
  public static func text(of promo: LearnedPromo) -> String { LearnedRule.text(of: promo) }

  /// A filter to paste into `drop` of a feed.
  public static func text(of filter: FilterCandidate) -> String { LearnedRule.text(of: filter) }

  /// What keeps rules from being written.
  public enum Failure: Error, Sendable, CustomStringConvertible {
    /// The file can't be read or replaced.
    case file(LocalFileError)
    /// It can't be edited: why, in words.
    case text(path: String, String)
    /// It would be wrong afterwards; nothing was written.
    case configuration(InvalidConfiguration)

    public var description: String {
      switch self {
      case .file(let error): error.description
      case .text(let path, let reason): "\(path): \(reason); add the rules by hand"
      case .configuration(let error): error.description
      }
    }
  }

  /// Writes a rule for each promo into a configuration, whose comments and layout stay.
  ///
  /// The new text is checked before it takes the old one's place, whole or not at all.
  /// - Parameters:
  ///   - promos: by the `id` of the feed that gets their rules.
  ///   - path: of the configuration.
  /// - Returns: whether there was anything to write.
  public static func write(
    _ promos: [(feed: String, promos: [LearnedPromo])], to path: String
  ) throws(Failure) -> Bool {
    let old: [UInt8]
    do throws(LocalFileError) {
      old = try LocalFiles.contents(of: path, limit: 16 << 20)
    } catch {
      throw .file(error)
    }
    let new: [UInt8]
    do throws(ConfigurationEdit.Failure) {
      new = try adding(promos, to: old)
    } catch {
      throw .text(path: path, error.description)
    }
    guard new != old else { return false }
    do throws(InvalidConfiguration) {
      let environment = ProcessInfo.processInfo.environment
      _ = try Regenerator(try Configuration.read(new, path: path, environment: environment))
    } catch {
      throw .configuration(error)
    }
    do throws(LocalFileError) {
      try LocalFiles.replace(new, at: path)
    } catch {
      throw .file(error)
    }
    return true
  }

  /// The text of a configuration with the rules.
  static func adding(
    _ promos: [(feed: String, promos: [LearnedPromo])], to text: [UInt8]
  ) throws(ConfigurationEdit.Failure) -> [UInt8] {
    var edit = try ConfigurationEdit(text)
    for item in promos {
      for promo in item.promos {
        try edit.addRule(
          LearnedRule.text(of: promo), named: LearnedRule.name(of: promo), to: "promos",
          of: item.feed)
      }
    }
    return edit.bytes
  }
}
