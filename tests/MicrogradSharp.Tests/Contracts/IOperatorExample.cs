namespace MicrogradSharp.Tests.Contracts;

/// <summary>Makes a node with the operator that a contract is about.</summary>
internal interface IOperatorExample
{
    Node Example();
}
