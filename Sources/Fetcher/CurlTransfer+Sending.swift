internal import CLibCurl

// The content of a POST, handed to libcurl as it goes out.
extension CurlTransfer {
  func installSending() {
    refeed_set_pointer(easy, CURLOPT_READDATA, Unmanaged.passUnretained(self).toOpaque())
    refeed_set_pointer(easy, CURLOPT_SEEKDATA, Unmanaged.passUnretained(self).toOpaque())
    refeed_set_data_callback(easy, CURLOPT_READFUNCTION) { place, size, count, context in
      let room = UnsafeMutableRawBufferPointer(start: place, count: size * count)
      return CurlTransfer.at(context)?.send(into: room) ?? Int(CURL_READFUNC_ABORT)
    }
    // Where a connection that was kept turns out to be dead, the content is sent again.
    refeed_set_seek_callback(easy) { context, offset, _ in
      CurlTransfer.at(context)?.seek(to: Int(offset)) ?? false ? 0 : 1
    }
  }

  private func send(into room: UnsafeMutableRawBufferPointer) -> Int {
    guard let bytes = exchange.request.content?.bytes, sentBytes <= bytes.count else { return 0 }
    let count = min(room.count, bytes.count - sentBytes)
    bytes.withUnsafeBytes { bytes in
      room.copyMemory(from: .init(rebasing: bytes[sentBytes..<sentBytes + count]))
    }
    sentBytes += count
    return count
  }

  /// libcurl asks for the beginning alone.
  private func seek(to offset: Int) -> Bool {
    guard let content = exchange.request.content, (0...content.bytes.count).contains(offset) else {
      return false
    }
    sentBytes = offset
    return true
  }
}
