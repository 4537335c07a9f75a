public import ConfigurationModel
import Foundation
import ObjectStore
import Publisher

/// What `output` names.
enum OutputChoice {
  /// A bucket's credentials are looked for when it is first used, not here.
  static func output(of configuration: Configuration, _ publisher: Publisher) -> any FileOutput {
    guard let address = configuration.bucket else {
      return FolderOutput(publisher: publisher, place: configuration.output)
    }
    return BucketOutput(
      place: configuration.output, caching: ObjectCaching(configuration),
      precompresses: configuration.precompress,
      access: { () throws(StoreError) in try bucket(address) })
  }

  private static func bucket(_ address: StoreAddress) throws(StoreError) -> Bucket {
    let process = ProcessInfo.processInfo.environment
    let environment = process.filter { StoreCredentials.variables.contains($0.key) }
    let place = try StorePlace(address, environment: environment)
    let credentials = try StoreCredentials.found(for: place, environment: environment) {
      try? LocalFiles.contents(of: $0, limit: 1 << 20)
    }
    return Bucket(place, as: credentials)
  }
}

extension Configuration {
  /// That there is something for this program to serve: files in a folder, or the pages around a
  /// refresh that puts them into a bucket.
  ///
  /// - Parameter refreshes: whether it refreshes, whatever the configuration says.
  public func checkServable(refreshes: Bool) throws(InvalidConfiguration) {
    guard bucket != nil else { return }
    let message: String
    if ownHub != nil {
      message =
        "serve.hub sends what is in the folder of published files, and these are put into a bucket; "
        + "name another hub in “hubs”, or set a folder"
    } else if refreshes || settings.serve.refresh {
      return
    } else {
      message =
        "refeed serve reads published files from a folder, and these are put into a bucket; let the "
        + "store or a web server before it serve them, and refresh by “refeed serve --refresh” or by "
        + "a timer, or set a folder"
    }
    let problem =
      settings.place(of: \.output).map { ConfigurationProblem(at: $0, message: message) }
      ?? ConfigurationProblem(place: "output", message: message)
    throw InvalidConfiguration(path: path ?? "configuration", problems: [problem])
  }

  /// What is allowed but will be missed where files are put into a bucket.
  var bucketWarnings: [ConfigurationProblem] {
    guard bucket != nil else { return [] }
    var warnings: [ConfigurationProblem] = []
    if feeds.contains(where: needsToken) {
      warnings.append(
        ConfigurationProblem(
          .warning, place: "serve.auth",
          message: "a bucket knows no tokens: who may read it may read every feed; see who may"))
    } else if let place = settings.place(of: \.serve), !settings.serve.refresh || ownHub != nil {
      warnings.append(
        ConfigurationProblem(
          .warning, at: place,
          message:
            "refeed serve hands out the files of a folder, and this output is a bucket: there "
            + "it only refreshes, and has no hub"))
    }
    return warnings
  }
}
