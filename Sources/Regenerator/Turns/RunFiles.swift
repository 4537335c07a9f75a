import Publisher

/// Files of one kind beside the archive: one of all runs, and one of each run that others may be at
/// work beside.
enum RunFiles {
  /// Those that are there, sorted, each with the run's name; it is empty for the one of all runs.
  ///
  /// - Parameter common: the path of the one of all runs, which begins the others'.
  static func all(_ common: String) -> [(path: String, run: String)] {
    let parts = common.utf8.lastIndex(of: UInt8(ascii: "/")).map {
      (folder: String(common[...$0]), name: String(common[common.index(after: $0)...]))
    }
    let (folder, name) = parts ?? ("", common)
    let files = (try? LocalFiles.names(in: folder.isEmpty ? "." : folder)) ?? []
    return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { file in
      guard file.hasPrefix(name) else { return nil }
      let rest = file.dropFirst(name.count)
      guard rest.isEmpty || rest.hasPrefix(".") && rest.dropFirst().allSatisfy(\.isHexDigit) else {
        return nil
      }
      return (folder + file, String(rest.dropFirst()))
    }
  }

  /// The path of a run's own file.
  static func path(_ common: String, of run: String) -> String { common + "." + run }
}
