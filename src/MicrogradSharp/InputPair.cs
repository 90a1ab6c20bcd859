using System.Runtime.CompilerServices;

namespace MicrogradSharp;

/// <summary>Storage for two inputs inside a <see cref="Value"/>.</summary>
[InlineArray(2)]
internal struct InputPair
{
    private Value _first;
}
