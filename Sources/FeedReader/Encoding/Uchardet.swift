internal import CUchardet

/// uchardet, Mozilla's detector of encodings: the one file that holds its pointers.
enum Uchardet {
  /// What the bytes look like, by the detector's own name in lower case; `nil` where it can't tell
  /// or takes them for ASCII or UTF-8.
  static func name(of bytes: [UInt8]) -> String? {
    guard let detector = uchardet_new() else { return nil }
    defer { uchardet_delete(detector) }
    let status = bytes.withUnsafeBytes { raw in
      uchardet_handle_data(
        detector, raw.bindMemory(to: CChar.self).baseAddress, raw.count)
    }
    guard status == 0 else { return nil }
    uchardet_data_end(detector)
    guard let name = uchardet_get_charset(detector) else { return nil }
    let lowered = UTF8Text.lowered(String(cString: name))
    return lowered.isEmpty || lowered == "ascii" || lowered == "utf-8" ? nil : lowered
  }
}
