using System.Runtime.CompilerServices;

namespace MicrogradSharp.Forward;

/// <summary>Room on the stack for the variables of a small function.</summary>
[InlineArray(Length)]
internal struct FewNumbers<T>
{
    public const int Length = 8;

    private T _first;
}
