/// Sums over blocks from the first on, so that what a region holds is one subtraction.
struct Sums {
  /// One entry more than there are blocks.
  private(set) var length: [Float] = [0]
  private(set) var characters: [Float] = [0]
  private(set) var linkCharacters: [Float] = [0]
  private(set) var sentences: [Float] = [0]
  private(set) var pictures: [Float] = [0]

  init(_ outline: borrowing Outline) {
    let count = outline.blocks.count
    length.reserveCapacity(count + 1)
    // Sums of whole numbers below 2^24 are exact; beyond, nearly so.
    var (a, b, c, d, e) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for block in outline.blocks {
      a += Double(block.measure.length)
      b += Double(block.measure.characters)
      c += Double(block.linkCharacters)
      d += Double(block.measure.sentences)
      e += Double(block.pictures)
      length.append(Float(a))
      characters.append(Float(b))
      linkCharacters.append(Float(c))
      sentences.append(Float(d))
      pictures.append(Float(e))
    }
  }

  /// What the blocks from `start` to before `end` hold.
  @inline(__always)
  func length(_ start: Int32, _ end: Int32) -> Float { length[Int(end)] - length[Int(start)] }

  @inline(__always)
  func sentences(_ start: Int32, _ end: Int32) -> Float {
    sentences[Int(end)] - sentences[Int(start)]
  }

  /// The share of characters that stand in links.
  @inline(__always)
  func linkDensity(_ start: Int32, _ end: Int32) -> Float {
    let all = characters[Int(end)] - characters[Int(start)]
    return all <= 0 ? 0 : (linkCharacters[Int(end)] - linkCharacters[Int(start)]) / all
  }
}
