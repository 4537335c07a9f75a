import Testing

@testable import ArticleExtractor

@Suite struct BoostedTreesTests {
  /// The base, then a tree with one question, whose answer is 2 or -2, then one that is a leaf.
  private let trees = BoostedTrees("0.5 1:3 2 -2 0.25")

  @Test(arguments: [(Float(3), Float(2.75)), (3.5, -1.25)])
  func aTreeAsksAndTheWeightsAreSummedUp(value: Float, weight: Float) {
    #expect(trees.likelihood(of: [0, value]) == BoostedTrees.likelihood(ofWeight: weight))
  }

  @Test func theLogisticFunctionIsNearItsValues() {
    #expect(BoostedTrees.likelihood(ofWeight: 0) == 0.5)
    #expect(abs(BoostedTrees.likelihood(ofWeight: 2) - 0.8808) < 0.001)
    #expect(abs(BoostedTrees.likelihood(ofWeight: -4) - 0.01799) < 0.0005)
  }

  @Test func theTableAsksForNumbersThatThereAre() {
    let first = BoostedTrees(WeightTable.first.description)
    let second = BoostedTrees(WeightTable.second.description)
    #expect(first.greatestFeature < Evidence.firstNames.count)
    #expect(second.greatestFeature < Evidence.secondNames.count)
    #expect(second.greatestFeature > 0)
  }
}
