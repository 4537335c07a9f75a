extension CopyText {
  /// What copies of it are looked up by: two texts that share none of these are no copies.
  ///
  /// MinHash by one permutation: the shingles fall into buckets, and each bucket gives its least.
  /// Four and two keys are of the beginning alone, which a text that was cut has in common with the
  /// whole one; four, and eight of two buckets each, are of all of it. Fewer for short texts.
  package var keys: [Int64] {
    var keys: [Int64] = []
    keys.reserveCapacity(18)
    addKeys(ofFirst: 64, buckets: 4, salt: 0x51, to: &keys)
    addKeys(ofFirst: 192, buckets: 2, salt: 0x7A, to: &keys)
    addKeys(ofFirst: .max, buckets: 4, salt: 0x63, to: &keys)
    addKeysOfAll(to: &keys)
    return keys
  }

  /// - Parameter weight: how far the beginning goes, as ``weight(of:)`` counts.
  private func addKeys(
    ofFirst weight: Int, buckets: UInt32, salt: UInt32, to keys: inout [Int64]
  ) {
    var left = weight
    var end = 0
    while end < shingles.count, left > 0 {
      left -= units[end] & UnitScanner.characterFlag == 0 ? 2 : 1
      end += 1
    }
    let least = least(of: shingles[..<end], buckets: Int(buckets), salt: salt)
    for (bucket, value) in least.enumerated() where value != .max {
      keys.append(key(UInt64(salt) << 8 | UInt64(bucket), UInt64(value)))
    }
  }

  private func addKeysOfAll(to keys: inout [Int64]) {
    let least = least(of: shingles[...], buckets: 16, salt: 0x2B)
    for band in 0..<8 {
      let (first, second) = (least[2 * band], least[2 * band + 1])
      guard first != .max, second != .max else { continue }
      keys.append(key(UInt64(band), UInt64(first) << 32 | UInt64(second)))
    }
  }

  /// The least of each bucket; `max` where it is empty.
  private func least(of shingles: ArraySlice<UInt32>, buckets: Int, salt: UInt32) -> [UInt32] {
    var least = [UInt32](repeating: .max, count: buckets)
    let multiplier = 0x9E37_79B1 &+ salt << 1
    shingles.withUnsafeBufferPointer { shingles in
      least.withUnsafeMutableBufferPointer { least in
        for shingle in shingles {
          var mixed = (shingle ^ salt) &* multiplier
          mixed ^= mixed >> 15
          let bucket = Int(mixed) & (buckets - 1)
          if mixed < least[bucket] { least[bucket] = mixed }
        }
      }
    }
    return least
  }

  private func key(_ kind: UInt64, _ value: UInt64) -> Int64 {
    var mixed = (value ^ kind &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    mixed ^= mixed >> 32
    mixed = mixed &* 0xD6E8_FEB8_6659_FD93
    return Int64(bitPattern: mixed ^ mixed >> 32)
  }
}
