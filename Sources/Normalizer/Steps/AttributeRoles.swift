internal import Bytes
internal import HTML

/// What attributes of some names are for, found without looking for each of them in a document.
struct AttributeRoles<Role: Sendable>: Sendable {
  private let known: [(name: AttributeName, rank: Int)]
  private let others: NamedNumbers
  private let otherRanks: [Int]
  private let roles: [Role]

  /// - Parameter list: names in lower case, the preferred first.
  init(_ list: [(text: String, role: Role)]) {
    let names = HTMLDocument()
    var known: [(name: AttributeName, rank: Int)] = []
    var others = NamedNumbers()
    var otherRanks: [Int] = []
    for (rank, entry) in list.enumerated() {
      if let name = names.attributeName(entry.text) {
        known.append((name, rank))
      } else {
        others.append(entry.text.utf8)
        otherRanks.append(rank)
      }
    }
    self.known = known
    self.others = others
    self.otherRanks = otherRanks
    roles = list.map(\.role)
  }

  /// Those that occur in a document, the preferred first.
  func present(in document: borrowing HTMLDocument) -> [(name: AttributeName, role: Role)] {
    var found = known.filter { document.mayHold($0.name) }
    document.forEachOwnAttributeName { name, text in
      others.forEach(text, hash: ByteHash.hash(of: text)) { found.append((name, otherRanks[$0])) }
    }
    if found.isEmpty { return [] }
    return found.sorted { $0.rank < $1.rank }.map { ($0.name, roles[$0.rank]) }
  }
}
