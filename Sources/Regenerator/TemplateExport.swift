import Emitter
import FeedModel
public import Publisher

/// The templates that are in the binary, as files to be edited.
public enum TemplateExport {
  /// Writes those that the folder does not have yet; edited ones are never overwritten.
  ///
  /// Gives the names of the files that were written.
  public static func write(to folder: String) throws(PublishError) -> [String] {
    let missing = TemplateFile.builtIn.filter {
      LocalFiles.identity(of: "\(folder)/\($0.name)") == nil
    }
    let files = missing.map { template in
      RenderedFile(
        name: template.name, bytes: Array(template.text.utf8),
        mediaType: TemplateEmitter.mediaType(of: template.name))
    }
    return try Publisher().publish(files, into: folder).map(\.name)
  }
}
