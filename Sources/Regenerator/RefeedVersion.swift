/// The version of this program.
package enum RefeedVersion {
  /// Semantic; what `refeed --version` prints and origins see. No published file carries it.
  package static let current = "0.1.0"
}
