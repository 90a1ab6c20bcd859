using System.Runtime.CompilerServices;

namespace MicrogradSharp.Tapes.Instructions;

/// <summary>Reads and adds numbers by the positions of their slots.</summary>
internal static class SlotNumbers
{
    // Optimised from the first call: the first passes would spend most of their time in these loops.

    /// <summary>target[i] = values[slots[i]]</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(ReadOnlySpan<double> values, int[] slots, Span<double> target)
    {
        for (int i = 0; i < slots.Length; i++) target[i] = values[slots[i]];
    }

    /// <summary>target[slots[i]] += numbers[i], one after the other: a slot may occur several times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ReadOnlySpan<double> numbers, int[] slots, Span<double> target)
    {
        for (int i = 0; i < slots.Length; i++) target[slots[i]] += numbers[i];
    }
}
