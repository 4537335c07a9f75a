import ConfigurationModel

/// Finds what is wrong with a configuration beside its own text: rules, templates, formats, files
/// that publishing would overwrite or show, a webhook that may not be told.
enum ConfigurationCheck {
  /// All of it, in document order.
  static func problems(of configuration: Configuration) -> [ConfigurationProblem] {
    ConfigurationProblem.sorted(
      ConfiguredRules.problems(of: configuration) + Rendering.problems(of: configuration)
        + FileCheck(configuration).problems + Webhook.problems(of: configuration)
        + HubCheck.problems(of: configuration)
        + (SiteRuleFolder.problem(of: configuration).map { [$0] } ?? []))
  }
}
