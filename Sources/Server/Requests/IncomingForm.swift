/// A form that is being sent: its content is collected before it is answered.
struct IncomingForm {
  let request: Request
  let caller: Caller
  /// The most bytes of its content.
  private let limit: Int
  var content: [UInt8] = []

  init(_ request: Request, _ caller: Caller, limit: Int) {
    self.request = request
    self.caller = caller
    self.limit = limit
  }

  /// Whether so many bytes are granted.
  func fits(_ bytes: Int) -> Bool { bytes <= limit }

  /// As `Content-Length` says; 0 where it says nothing.
  var announcedBytes: Int { request.fields.contentLength.flatMap { Int($0) } ?? 0 }
}
