namespace Playground.Tabs.Formula;

/// <summary>What a drawing points at.</summary>
/// <param name="Computed">Nodes from this position on are not computed yet.</param>
/// <param name="Node">The node that a step is about, or null.</param>
/// <param name="From">The operation whose gradient flows to it, or null.</param>
/// <param name="Place">The index of the node among the inputs of the operation.</param>
public sealed record GraphMarks(int Computed, int? Node, int? From, int? Place);
