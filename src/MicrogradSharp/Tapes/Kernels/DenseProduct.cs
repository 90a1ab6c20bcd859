using System.Runtime.CompilerServices;

namespace MicrogradSharp.Tapes.Kernels;

/// <summary>y[o] += Σₖ w[o, k] · x[k] for all lanes: the forward pass of a layer and, with w transposed, the way back to its inputs.</summary>
/// <remarks>A tile of outputs × lanes is added up in registers, so that each number loaded serves several products.</remarks>
internal readonly ref struct DenseProduct<TVector>
    where TVector : struct, IVector<TVector>
{
    private readonly ref double _weights;
    private readonly ref double _x;
    private readonly ref double _y;
    private readonly nuint _outputStride;
    private readonly nuint _termStride;
    private readonly nuint _lanes;

    /// <summary>w[o, k] is weights[o · outputStride + k · termStride].</summary>
    public DenseProduct(ref double weights, nuint outputStride, nuint termStride, ref double x, ref double y, nuint lanes)
    {
        _weights = ref weights;
        _outputStride = outputStride;
        _termStride = termStride;
        _x = ref x;
        _y = ref y;
        _lanes = lanes;
    }

    /// <summary>y[o] = biases[o · biasStride] + Σₖ w[o, k] · x[k].</summary>
    public void Assign(ref double biases, nuint biasStride, nuint outputs, nuint terms)
    {
        nuint end = Math.Min(CacheBlock.Slots(_lanes), terms);
        AddTerms(ref biases, biasStride, outputs, 0, end);
        AccumulateFrom(end, outputs, terms);
    }

    /// <summary>y[o] += Σₖ w[o, k] · x[k].</summary>
    public void Accumulate(nuint outputs, nuint terms) => AccumulateFrom(0, outputs, terms);

    private void AccumulateFrom(nuint first, nuint outputs, nuint terms)
    {
        for (nuint step = CacheBlock.Slots(_lanes); first < terms; first += step)
        {
            AddTerms(ref Unsafe.NullRef<double>(), 0, outputs, first, Math.Min(first + step, terms));
        }
    }

    // Here and below, sums start at the biases; a null reference for these: at what y holds.
    private void AddTerms(ref double biases, nuint biasStride, nuint outputs, nuint first, nuint end)
    {
        nuint output = 0;
        for (; output + 4 <= outputs; output += 4) AddRows<Four>(ref biases, biasStride, output, first, end);
        for (; output + 2 <= outputs; output += 2) AddRows<Two>(ref biases, biasStride, output, first, end);
        for (; output < outputs; output++) AddRows<One>(ref biases, biasStride, output, first, end);
    }

    private void AddRows<TRows>(ref double biases, nuint biasStride, nuint output, nuint first, nuint end)
        where TRows : struct, ICount
    {
        nuint lane = 0;
        for (; Fits(3, lane); lane += 3 * TVector.Count) AddTile<TRows, Group3<TVector>>(ref biases, biasStride, output, first, end, lane);
        for (; Fits(2, lane); lane += 2 * TVector.Count) AddTile<TRows, Group2<TVector>>(ref biases, biasStride, output, first, end, lane);
        for (; lane < _lanes; lane += TVector.Count) AddTile<TRows, Group1<TVector>>(ref biases, biasStride, output, first, end, lane);
    }

    /// <summary>Whether there is room for a group, and not just one vector left after it: 2 + 2 is faster than 3 + 1.</summary>
    private bool Fits(nuint vectors, nuint lane)
    {
        nuint left = _lanes - lane;
        return left >= vectors * TVector.Count && left != (vectors + 1) * TVector.Count;
    }

    // Inlined into the loops above, it would be up to ten times slower: the sums leave the registers. Optimised from the first
    // call on: unoptimised code would run the first passes to their end.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void AddTile<TRows, TGroup>(ref double biases, nuint biasStride, nuint output, nuint first, nuint end, nuint lane)
        where TRows : struct, ICount
        where TGroup : struct, IGroup<TGroup, TVector>
    {
        nuint lanes = _lanes, stride = _termStride;
        ref double x = ref Unsafe.Add(ref _x, lane);
        ref double y = ref Unsafe.Add(ref _y, output * lanes + lane);
        ref double w0 = ref Unsafe.Add(ref _weights, output * _outputStride);
        ref double w1 = ref Unsafe.Add(ref w0, _outputStride);
        ref double w2 = ref Unsafe.Add(ref w1, _outputStride);
        ref double w3 = ref Unsafe.Add(ref w2, _outputStride);
        TGroup sum0, sum1 = default, sum2 = default, sum3 = default;
        if (Unsafe.IsNullRef(ref biases))
        {
            sum0 = TGroup.Load(ref y, 0, TVector.Count);
            if (TRows.Value > 1) sum1 = TGroup.Load(ref y, lanes, TVector.Count);
            if (TRows.Value > 2) sum2 = TGroup.Load(ref y, 2 * lanes, TVector.Count);
            if (TRows.Value > 3) sum3 = TGroup.Load(ref y, 3 * lanes, TVector.Count);
        }
        else
        {
            ref double bias = ref Unsafe.Add(ref biases, output * biasStride);
            sum0 = TGroup.Repeat(TVector.Broadcast(bias));
            if (TRows.Value > 1) sum1 = TGroup.Repeat(TVector.Broadcast(Unsafe.Add(ref bias, biasStride)));
            if (TRows.Value > 2) sum2 = TGroup.Repeat(TVector.Broadcast(Unsafe.Add(ref bias, 2 * biasStride)));
            if (TRows.Value > 3) sum3 = TGroup.Repeat(TVector.Broadcast(Unsafe.Add(ref bias, 3 * biasStride)));
        }
        nuint at = first * lanes, weight = first * stride;
        for (nuint term = first; term < end; term++)
        {
            var group = TGroup.Load(ref x, at, TVector.Count);
            sum0 = sum0.Add(TVector.Broadcast(Unsafe.Add(ref w0, weight)), group);
            if (TRows.Value > 1) sum1 = sum1.Add(TVector.Broadcast(Unsafe.Add(ref w1, weight)), group);
            if (TRows.Value > 2) sum2 = sum2.Add(TVector.Broadcast(Unsafe.Add(ref w2, weight)), group);
            if (TRows.Value > 3) sum3 = sum3.Add(TVector.Broadcast(Unsafe.Add(ref w3, weight)), group);
            at += lanes;
            weight += stride;
        }
        sum0.Store(ref y, 0);
        if (TRows.Value > 1) sum1.Store(ref y, lanes);
        if (TRows.Value > 2) sum2.Store(ref y, 2 * lanes);
        if (TRows.Value > 3) sum3.Store(ref y, 3 * lanes);
    }
}
