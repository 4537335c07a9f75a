import Bytes
import ConfigurationModel
import FeedModel
import Fetcher
import FilterLists
import History
import Normalizer
import Publisher

/// Filter lists as they are in force, and what they are known by.
struct LoadedFilterLists: Sendable {
  let lists: CompiledLists
  /// Changes with the bytes of the lists and the way they are read.
  let name: String
}

extension Normalizer {
  /// The same with filter lists.
  func filtering(by loaded: LoadedFilterLists) -> Normalizer {
    Normalizer(rules: rules.filtering(by: loaded.lists, named: loaded.name))
  }
}

/// Reads filter lists, and keeps beside the archive what it has fetched and compiled.
struct FilterListStore: Sendable {
  /// `nil` where nothing is kept.
  var folder: FilterListFolder?
  /// The largest list, in bytes.
  let limit: Int
  /// Whether it may write.
  var writes = true
  var system = Publisher()

  // MARK: Loading

  /// Lists in their order, as one; `nil` where none could be read.
  ///
  /// Where one can't be read, and what was compiled of the same lists before is there, that stays in
  /// force. The problems are sentences.
  func load(_ locations: [SourceLocation]) -> (loaded: LoadedFilterLists?, problems: [String]) {
    let files = locations.map(file(of:))
    let stamp = Stamp(files.map(\.path))
    let old = oldStamp(files.map(\.path))
    if let old, stamp.isWhole, old.files == stamp.files, let loaded = compiled(old.key, files) {
      return (loaded, [])
    }
    var problems: [String] = []
    var lists: [[UInt8]] = []
    for file in files {
      do throws(LocalFileError) {
        lists.append(try contents(of: file.path))
      } catch {
        problems.append(sentence(file, error))
      }
    }
    if !problems.isEmpty, let old, let loaded = compiled(old.key, files) {
      return (loaded, problems.map { $0 + "; what it was before stays in force" })
    }
    guard !lists.isEmpty else { return (nil, problems) }
    let key = FilterListStore.key(of: lists)
    if let loaded = compiled(key, files) {
      problems += keep(nil, Stamp(stamp.files, key: key), files)
      return (loaded, problems)
    }
    let compiled = CompiledLists(compiling: lists, key: key)
    problems += keep(compiled.bytes, Stamp(stamp.files, key: key), files)
    return (LoadedFilterLists(lists: compiled, name: Hexadecimal.text(key)), problems)
  }

  /// A list, and the file that it is read from.
  struct ListFile {
    var name: String
    var path: String
    var isCopy: Bool
  }

  func file(of location: SourceLocation) -> ListFile {
    switch location {
    case .web(let address):
      let path = folder?.path(of: FilterListFolder.copyName(address)) ?? address.href
      return ListFile(name: address.removingCredentials.href, path: path, isCopy: true)
    case .path(let path):
      return ListFile(name: path, path: LocalFiles.resolved(path), isCopy: false)
    case .standardInput: return ListFile(name: "-", path: "-", isCopy: false)
    }
  }

  func contents(of path: String) throws(LocalFileError) -> [UInt8] {
    let bytes = try LocalFiles.contents(of: path, limit: limit)
    return try LocalFiles.unpacked(bytes, named: path, limit: limit)
  }

  func sentence(_ file: ListFile, _ error: LocalFileError) -> String {
    if file.isCopy, error.reason == .notFound {
      return "the filter list \(file.name) was not fetched yet; refeed refresh does it"
    }
    return "the filter list \(file.name): \(error.description)"
  }

  /// Of the lists' bytes, and of the way they are read.
  private static func key(of lists: [[UInt8]]) -> [UInt8] {
    var bytes = Array("\(CompiledLists.version)".utf8)
    for list in lists { bytes += Fingerprint(list).bytes }
    return Fingerprint(bytes).bytes
  }

  // MARK: What is kept

  /// Which files something was compiled of.
  private struct Stamp {
    /// `nil` for one that is not there.
    var files: [String?]
    var key: [UInt8] = []

    var isWhole: Bool { !files.contains(nil) }

    init(_ paths: [String]) {
      files = paths.map { path in
        LocalFiles.identity(of: path).map {
          "\($0.inode) \($0.size) \($0.seconds) \($0.nanoseconds) \(path)"
        }
      }
    }

    init(_ files: [String?], key: [UInt8]) {
      self.files = files
      self.key = key
    }

    init?(_ bytes: [UInt8]) {
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      guard lines.count >= 2, lines[0] == "\(CompiledLists.version)",
        let key = Hexadecimal.decoded(lines[1].utf8)
      else { return nil }
      self.key = key
      files = lines.dropFirst(2).map { $0.isEmpty ? nil : $0 }
    }

    var bytes: [UInt8] {
      let lines = ["\(CompiledLists.version)", Hexadecimal.text(key)] + files.map { $0 ?? "" }
      return Array(lines.joined(separator: "\n").utf8)
    }
  }

  private func oldStamp(_ paths: [String]) -> Stamp? {
    guard let folder else { return nil }
    let path = folder.path(of: FilterListFolder.stampName(paths))
    return (try? LocalFiles.contents(of: path, limit: 1 << 20)).flatMap(Stamp.init(_:))
  }

  private func compiled(_ key: [UInt8], _ files: [ListFile]) -> LoadedFilterLists? {
    guard let folder else { return nil }
    let path = folder.path(of: FilterListFolder.compiledName(files.map(\.path)))
    guard let bytes = try? LocalFiles.contents(of: path, limit: Int(Int32.max)),
      let lists = CompiledLists(bytes: bytes, key: key)
    else { return nil }
    return LoadedFilterLists(lists: lists, name: Hexadecimal.text(key))
  }

  private func keep(_ bytes: [UInt8]?, _ stamp: Stamp, _ files: [ListFile]) -> [String] {
    guard writes, folder != nil, stamp.isWhole else { return [] }
    let paths = files.map(\.path)
    var kept = [(FilterListFolder.stampName(paths), stamp.bytes)]
    if let bytes { kept.insert((FilterListFolder.compiledName(paths), bytes), at: 0) }
    return write(kept)
  }

  /// Writes files of the folder; a sentence where that fails.
  func write(_ files: [(name: String, bytes: [UInt8])]) -> [String] {
    guard let folder else { return [] }
    do throws(PublishError) {
      for file in files {
        let file = RenderedFile(
          name: file.name, bytes: file.bytes, mediaType: "application/octet-stream")
        _ = try system.publish([file], into: folder.path)
      }
      return []
    } catch {
      return ["filter lists are not kept for the next run: \(error.description)"]
    }
  }
}

extension FilterListStore {
  /// The lists of a conversion; `nil` where there are none.
  ///
  /// - Throws: what keeps a list from being read that was named on the command line.
  static func loaded(
    for request: ConversionRequest, limit: Int
  ) throws(RunError) -> LoadedFilterLists? {
    var store = FilterListStore(limit: limit, writes: false)
    let named = request.filterLists
    for path in named {
      do throws(LocalFileError) {
        _ = try store.contents(of: path)
      } catch {
        throw .filterList(error)
      }
    }
    var locations = request.configuredLists?.lists ?? []
    if let archive = request.configuredLists?.archive {
      store.folder = FilterListFolder(beside: archive)
    }
    locations += named.map(SourceLocation.path)
    return locations.isEmpty ? nil : store.load(locations).loaded
  }
}
