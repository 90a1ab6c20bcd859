namespace MicrogradSharp.Tests.Contracts;

/// <summary>Creates a node with the operator of a contract.</summary>
internal interface IOperatorExample
{
    Node Example();
}
