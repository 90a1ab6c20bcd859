namespace MicrogradSharp.Tests.Contracts;

/// <summary>Two ways to write the same function.</summary>
public sealed record Identity(string Name, Func<Node[], Node> Left, Func<Node[], Node> Right);
