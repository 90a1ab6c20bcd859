using System.Runtime.CompilerServices;

namespace MicrogradSharp.Tapes.Kernels;

/// <summary>
/// y[o] += Σₖ w[o, k] · x[k] for all lanes: the forward pass of a layer or, with w transposed, the backward pass to its inputs.
/// </summary>
/// <remarks>Sums a tile of outputs × lanes in registers, so that each loaded number is used for several products.</remarks>
internal readonly ref struct DenseProduct : IVectorWork
{
    private readonly ref double _weights;
    private readonly ref double _x;
    private readonly ref double _y;
    private readonly nuint _outputStride;
    private readonly nuint _termStride;
    private readonly nuint _outputs;
    private readonly nuint _terms;
    private readonly nuint _lanes;
    private readonly ref double _biases;        // if null, the sums start at the values in y
    private readonly nuint _biasStride;

    /// <summary>y[o] += Σₖ w[o, k] · x[k], where w[o, k] is weights[o · outputStride + k · termStride].</summary>
    public DenseProduct(
        ref double weights, nuint outputStride, nuint termStride, ref double x, ref double y, nuint outputs, nuint terms, nuint lanes)
    {
        _weights = ref weights;
        _outputStride = outputStride;
        _termStride = termStride;
        _x = ref x;
        _y = ref y;
        _outputs = outputs;
        _terms = terms;
        _lanes = lanes;
    }

    /// <summary>y[o] = biases[o · biasStride] + Σₖ w[o, k] · x[k].</summary>
    public DenseProduct(
        ref double weights, nuint outputStride, nuint termStride, ref double x, ref double y, nuint outputs, nuint terms, nuint lanes,
        ref double biases, nuint biasStride)
        : this(ref weights, outputStride, termStride, ref x, ref y, outputs, terms, lanes)
    {
        _biases = ref biases;
        _biasStride = biasStride;
    }

    /// <summary>Runs with the widest vectors that fit.</summary>
    public void Run() => VectorHardware.RunWidest(this, _lanes);

    public void Run<TVector>()
        where TVector : struct, IVector<TVector>
    {
        nuint step = CacheBlock.Slots(_lanes);
        ref double start = ref _biases;
        for (nuint first = 0; first < _terms; first += step)
        {
            AddTerms<TVector>(ref start, first, Math.Min(first + step, _terms));
            start = ref Unsafe.NullRef<double>();
        }
    }

    // Here and below, sums start at the biases, or at the values in y if the biases are a null reference.
    private void AddTerms<TVector>(ref double biases, nuint first, nuint end)
        where TVector : struct, IVector<TVector>
    {
        nuint output = 0;
        for (; output + 4 <= _outputs; output += 4) AddRows<TVector, Four>(ref biases, output, first, end);
        for (; output + 2 <= _outputs; output += 2) AddRows<TVector, Two>(ref biases, output, first, end);
        for (; output < _outputs; output++) AddRows<TVector, One>(ref biases, output, first, end);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]      // as AddTile
    private void AddRows<TVector, TRows>(ref double biases, nuint output, nuint first, nuint end)
        where TVector : struct, IVector<TVector>
        where TRows : struct
    {
        nuint lane = 0;
        for (; Fits(3, TVector.Count, lane); lane += 3 * TVector.Count)
        {
            AddTile<TVector, TRows, Group3<TVector>>(ref biases, output, first, end, lane);
        }
        for (; Fits(2, TVector.Count, lane); lane += 2 * TVector.Count)
        {
            AddTile<TVector, TRows, Group2<TVector>>(ref biases, output, first, end, lane);
        }
        for (; lane < _lanes; lane += TVector.Count)
        {
            AddTile<TVector, TRows, Group1<TVector>>(ref biases, output, first, end, lane);
        }
    }

    /// <summary>Whether a group fits without leaving exactly one vector: 2 + 2 is faster than 3 + 1.</summary>
    private bool Fits(nuint vectors, nuint width, nuint lane)
    {
        nuint left = _lanes - lane;
        return left >= vectors * width && left != (vectors + 1) * width;
    }

    // Not inlined: in the loops above it would be up to ten times slower, because the sums would leave the registers. Optimised from the
    // first call: otherwise the first passes would run to their end in unoptimised code. The tests of TRows compare types, because the
    // compiler then skips the other rows before it reads their code.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void AddTile<TVector, TRows, TGroup>(ref double biases, nuint output, nuint first, nuint end, nuint lane)
        where TVector : struct, IVector<TVector>
        where TRows : struct
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
            if (typeof(TRows) != typeof(One)) sum1 = TGroup.Load(ref y, lanes, TVector.Count);
            if (typeof(TRows) == typeof(Four)) sum2 = TGroup.Load(ref y, 2 * lanes, TVector.Count);
            if (typeof(TRows) == typeof(Four)) sum3 = TGroup.Load(ref y, 3 * lanes, TVector.Count);
        }
        else
        {
            nuint biasStride = _biasStride;
            ref double bias = ref Unsafe.Add(ref biases, output * biasStride);
            sum0 = TGroup.Repeat(TVector.Broadcast(bias));
            if (typeof(TRows) != typeof(One)) sum1 = TGroup.Repeat(TVector.Broadcast(Unsafe.Add(ref bias, biasStride)));
            if (typeof(TRows) == typeof(Four)) sum2 = TGroup.Repeat(TVector.Broadcast(Unsafe.Add(ref bias, 2 * biasStride)));
            if (typeof(TRows) == typeof(Four)) sum3 = TGroup.Repeat(TVector.Broadcast(Unsafe.Add(ref bias, 3 * biasStride)));
        }
        nuint at = first * lanes, weight = first * stride;
        for (nuint term = first; term < end; term++)
        {
            var group = TGroup.Load(ref x, at, TVector.Count);
            sum0 = sum0.Add(TVector.Broadcast(Unsafe.Add(ref w0, weight)), group);
            if (typeof(TRows) != typeof(One)) sum1 = sum1.Add(TVector.Broadcast(Unsafe.Add(ref w1, weight)), group);
            if (typeof(TRows) == typeof(Four)) sum2 = sum2.Add(TVector.Broadcast(Unsafe.Add(ref w2, weight)), group);
            if (typeof(TRows) == typeof(Four)) sum3 = sum3.Add(TVector.Broadcast(Unsafe.Add(ref w3, weight)), group);
            at += lanes;
            weight += stride;
        }
        sum0.Store(ref y, 0);
        if (typeof(TRows) != typeof(One)) sum1.Store(ref y, lanes);
        if (typeof(TRows) == typeof(Four)) sum2.Store(ref y, 2 * lanes);
        if (typeof(TRows) == typeof(Four)) sum3.Store(ref y, 3 * lanes);
    }
}
