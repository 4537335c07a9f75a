internal import Bytes
public import FeedModel

/// A parameter that lists take off an address.
public struct ListedParameter: Sendable, Hashable {
  /// `name=value` as the address has it.
  public let text: String
  /// The rule that takes it.
  public let rule: ListedRule
}

extension CompiledLists {
  /// The parameters of a query that `removeparam` rules take, in their order.
  public func parameters(
    of address: WebAddress, as kind: RequestKind, from page: ListedPage
  ) -> [ListedParameter] {
    guard let query = address.ranges.query, !query.isEmpty,
      let listed = ListedAddress(address, page: page)
    else { return [] }
    let rules = all(.parameters, listed, KindMask(kind), page)
    if rules.isEmpty { return [] }
    let exceptions = all(.parameterExceptions, listed, KindMask(kind), page)
    if exceptions.contains(where: { rule($0).value(flat).isEmpty }) { return [] }
    let kept = exceptions.map { flat.bytes[rule($0).value(flat)] }
    let inForce = rules.filter { number in
      let value = flat.bytes[rule(number).value(flat)]
      return rule(number).flags.contains(.important)
        || !kept.contains { $0.elementsEqual(value) }
    }
    var found: [ListedParameter] = []
    for parameter in listed.exact[query].split(separator: UInt8(ascii: "&")) {
      guard let number = inForce.first(where: { takes($0, parameter) }) else { continue }
      found.append(
        ListedParameter(text: String(decoding: parameter, as: UTF8.self), rule: self.listed(number))
      )
    }
    return found
  }

  /// All rules that match, in their order.
  private func all(
    _ section: Section, _ address: ListedAddress, _ kinds: KindMask, _ page: ListedPage
  ) -> [Int] {
    var found: [Int] = []
    forEach(section, address) { number in
      if matches(number, address, kinds, page) { found.append(number) }
      return true
    }
    return Array(Set(found)).sorted()
  }

  /// Whether a rule means a parameter: all, one by its name, or those that an expression is found in.
  private func takes(_ number: Int, _ parameter: ArraySlice<UInt8>) -> Bool {
    let value = flat.bytes[rule(number).value(flat)]
    guard let first = value.first else { return true }
    let name = parameter.prefix { $0 != UInt8(ascii: "=") }
    guard first == UInt8(ascii: "/") else {
      return PercentCoding.decoded(name).elementsEqual(value)
    }
    let expression = cache.expression(-1 - number) {
      CompiledLists.expression(value)
    }
    let subject = Array(PercentCoding.decoded(parameter))
    return expression?.isFound(in: subject.span) ?? false
  }

  /// `/…/` with the flag `i`.
  static func expression(_ value: ArraySlice<UInt8>) -> ListExpression? {
    guard let end = value.lastIndex(of: UInt8(ascii: "/")), end > value.startIndex + 1 else {
      return nil
    }
    let flags = value[(end + 1)...]
    guard flags.allSatisfy({ $0 == UInt8(ascii: "i") }) else { return nil }
    return ListExpression(
      Array(value[(value.startIndex + 1)..<end]), ignoringCase: !flags.isEmpty, isText: false)
  }
}
